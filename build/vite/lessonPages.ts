/**
 * The lessons as plain HTML, a file a language (`lessons.en.html`): for browsers without scripts, for search engines and for paper.
 * index.html links them from its <noscript>.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { inCourseOrder } from '../../client/content/courseOrder.ts'
import type { Compiled, CompiledText, Prose } from '../../client/content/prose.ts'
import { LANGUAGES, type Language } from '../../protocol/language.ts'
import type { Fact, Lesson, ReadTable } from '../../protocol/lessons.ts'
import { CONTENT, filesOf, translationsOf } from '../content/contentFiles.ts'
import { compiledOf } from '../content/load.ts'

/** What the page itself says around the lessons. */
export interface LessonPageWords {
  title: string
  intro: string
  kinds: Record<Lesson['steps'][number]['kind'], string>
  /** What a fact rests on: a run, a source that was read, or a measurement. */
  fact: { checked: string; read: string; measured: string }
}

export const lessonPageName = (language: Language): string => `lessons.${language}.html`

type Told = Compiled<Lesson> & { slug: string }
type FactOfPage = Compiled<Fact>
type TableOfPage = Compiled<ReadTable>

export function lessonPage(language: Language, words: LessonPageWords): string {
  const lessons = compiledLessons()
  const sources = new Map(filesOf('sources').flatMap(({ value }) => value.map((source) => [source.id, source] as const)))
  const say = (text: CompiledText): string => text[language].map(html).join('')
  const paragraphs = (texts: readonly CompiledText[]): string => texts.map((text) => `<p>${say(text)}</p>`).join('')
  const read = (id: string): string => {
    const { link, project, version, file } = sources.get(id) ?? unknown(id)
    return `<a href="${escaped(link)}" rel="noreferrer">${escaped(`${project} ${version}, ${file}`)}</a>`
  }
  /** With what it rests on: a run, the source that was read, or the command that measured it. */
  const fact = ({ says, check, sources: ids = [], measured }: FactOfPage): string => {
    const rests = [
      ...(check ? [escaped(words.fact.checked)] : []),
      ...ids.map((id) => `${escaped(words.fact.read)} ${read(id)}`),
      ...(measured ? [`${escaped(words.fact.measured)} <code>${escaped(measured)}</code>`] : []),
    ]
    return `<p>${say(says)} <small>(${rests.join('; ')})</small></p>`
  }
  const table = ({ caption, columns, rows }: TableOfPage): string => {
    const head = [...columns.map((column) => `<th scope="col">${say(column)}</th>`), `<th scope="col">${escaped(words.fact.read)}</th>`]
    const row = ({ name, cells, sources: ids }: TableOfPage['rows'][number]): string =>
      `<tr><th scope="row">${escaped(name)}</th>${cells.map((cell) => `<td>${say(cell)}</td>`).join('')}<td>${ids.map(read).join('<br>')}</td></tr>`
    return `<table><caption>${say(caption)}</caption><thead><tr><td></td>${head.join('')}</tr></thead><tbody>${rows.map(row).join('')}</tbody></table>`
  }
  const step = (one: Told['steps'][number]): string => {
    const head = `<h3>${escaped(words.kinds[one.kind])}</h3>`
    switch (one.kind) {
      case 'predict': {
        const options = one.options.map(({ text, reason, right }) => `<li>${right ? '✓' : '✗'} ${say(text)}<br><small>${say(reason)}</small></li>`)
        return `${head}<p>${say(one.question)}</p><ol>${options.join('')}</ol>`
      }
      case 'curve':
        return `${head}${paragraphs([...one.text, one.because])}`
      case 'change':
        return `${head}<p>${say(one.task)}</p><ul>${one.tries.map(({ label }) => `<li>${say(label)}</li>`).join('')}</ul><p>${say(one.reached)}</p>`
      case 'explain':
        return `${head}${one.facts.map(fact).join('')}${one.table ? table(one.table) : ''}`
      default:
        return `${head}${paragraphs(one.text)}`
    }
  }
  const one = (lesson: Told): string =>
    `<section id="${lesson.slug}"><h2>${lesson.order}. ${say(lesson.title)}</h2><p><em>${say(lesson.asks)}</em></p>${lesson.steps.map(step).join('')}</section>`
  const contents = lessons.map(({ slug, title }) => `<li><a href="#${slug}">${say(title)}</a></li>`).join('')
  const others = LANGUAGES.filter(({ id }) => id !== language).map(({ id, name }) => `<a href="${lessonPageName(id)}" lang="${id}">${name}</a>`)
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Spawnscope: ${escaped(words.title)}</title>
</head>
<body>
<main>
<p><a href="./">Spawnscope</a> ${others.join(' ')}</p>
<h1>${escaped(words.title)}</h1>
<p>${escaped(words.intro)}</p>
<ol>${contents}</ol>
${lessons.map(one).join('\n')}
</main>
</body>
</html>
`
}

function compiledLessons(): Told[] {
  return inCourseOrder(
    filesOf('lessons').map(({ file, slug }) => {
      const text = readFileSync(path.join(CONTENT, '..', file), 'utf8')
      return { ...compiledOf('lessons', text, file, translationsOf('lessons', `${slug}.yaml`)), slug }
    }),
  )
}

function unknown(id: string): never {
  throw new Error(`a lesson names the source ${id}, which content/sources does not have`)
}

function html(part: Prose): string {
  const text = escaped(part.text)
  switch (part.kind) {
    case 'code':
      return `<code>${text}</code>`
    case 'strong':
      return `<strong>${text}</strong>`
    case 'lesson':
      return `<a href="#${part.to}">${text}</a>`
    case 'link':
      return `<a href="${escaped(part.to)}" rel="noreferrer">${text}</a>`
    default:
      return text
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter)
