/** Links in texts have targets, every language is as complete as the English, and files of the wrong form are refused. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { CONTENT, filesOf, translationsOf } from '../build/content/contentFiles.ts'
import { yamlOf } from '../build/content/grammar.ts'
import { compiledOf, contentOf, type Folder, SCHEMAS, textsIn } from '../build/content/load.ts'
import type { Text } from '../build/content/texts.ts'
import type { Translation } from '../build/content/translation.ts'
import { type CompiledText, plainWords } from '../client/content/prose.ts'
import { LANGUAGES } from '../protocol/language.ts'

const [FIRST, ...OTHERS] = LANGUAGES
const folders = Object.keys(SCHEMAS) as Folder[]
const read = (file: string) => readFileSync(path.join(CONTENT, '..', file), 'utf8')
const files = folders.flatMap((folder) =>
  filesOf(folder).map(({ file }) => {
    const translations = translationsOf(folder, path.basename(file))
    // Each test calls this itself, so that a fault in one file does not fail the tests of the others.
    const texts = () => textsIn(folder, read(file), file)
    const compiled = () => compiledTexts(compiledOf(folder, read(file), file, translations))
    return { folder, file, translations, texts, compiled }
  }),
)

const ids = {
  term: new Set(filesOf('glossary').flatMap(({ value }) => value.map(({ id }) => id))),
  claim: new Set(filesOf('claims').flatMap(({ value }) => value.map(({ id }) => id))),
  lesson: new Set(filesOf('lessons').map(({ slug }) => slug)),
}
const sources = new Set(filesOf('sources').flatMap(({ value }) => value.map(({ id }) => id)))

/** Each text of a compiled file, as prose in every language. */
function compiledTexts(value: unknown): CompiledText[] {
  if (Array.isArray(value)) return value.flatMap(compiledTexts)
  if (typeof value !== 'object' || value === null) return []
  return FIRST.id in value ? [value as CompiledText] : Object.values(value).flatMap(compiledTexts)
}

/** Pairs of forbidden and required spelling. A language without such a file has no rules. */
function spellingOf(language: string): [string, string][] {
  const file = path.join(CONTENT, 'languages', language, 'spelling.yaml')
  if (!existsSync(file)) return []
  return Object.entries(yamlOf(readFileSync(file, 'utf8'), file, 'write a line wrong: right').value as Record<string, string>)
}

it.each(OTHERS)('$name translates files that there are', ({ id }) => {
  const there = folders.flatMap((folder) => {
    const own = path.join(CONTENT, 'languages', id, folder)
    return existsSync(own) ? readdirSync(own).map((name) => `content/${folder}/${name}`) : []
  })
  expect(there.toSorted()).toEqual(files.map(({ file }) => file).toSorted())
})

describe.each(files)('$file', ({ texts, translations, compiled }) => {
  it.each(translations)('has one translation of each text in $language, in the same order', ({ text = '' }) => {
    const addresses = text.split('\n').flatMap((line) => /^([\w.-]+): "/.exec(line)?.[1] ?? [])
    expect(addresses).toEqual(texts().map(({ address }) => address))
  })

  it('compiles with every text in every language', () => {
    const all = compiled()
    expect(all.length).toBe(texts().length)
    for (const prose of all) for (const { id } of LANGUAGES) expect(prose[id].length).toBeGreaterThan(0)
  })

  it('has links that lead somewhere', () => {
    for (const part of compiled().flatMap((prose) => prose[FIRST.id]))
      if (part.kind === 'term' || part.kind === 'claim' || part.kind === 'lesson') expect(ids[part.kind]).toContain(part.to)
  })

  it.each(OTHERS)('in $name, is spelt as the glossary spells', ({ id }) => {
    const said = compiled()
      .map((prose) => plainWords(prose[id]))
      .join('\n')
    for (const [wrong, right] of spellingOf(id)) expect(said.includes(wrong), `${wrong}: write ${right}`).toBe(false)
  })
})

describe('ids', () => {
  it('of all cited sources, lessons and claims exist', () => {
    const missing: string[] = []
    for (const { value } of filesOf('claims'))
      for (const claim of value) {
        for (const source of claim.sources ?? []) if (!sources.has(source)) missing.push(`${claim.id}: source ${source}`)
        if (claim.lesson !== undefined && !ids.lesson.has(claim.lesson)) missing.push(`${claim.id}: lesson ${claim.lesson}`)
      }
    for (const { slug, value } of filesOf('lessons')) {
      for (const source of value.sources ?? []) if (!sources.has(source)) missing.push(`${slug}: source ${source}`)
      for (const step of value.steps)
        if (step.kind === 'explain') {
          for (const claim of step.claims ?? []) if (!ids.claim.has(claim)) missing.push(`${slug}: claim ${claim}`)
          for (const source of step.facts.flatMap(({ sources: named = [] }) => named)) if (!sources.has(source)) missing.push(`${slug}: source ${source}`)
        }
    }
    expect(missing).toEqual([])
  })
})

const TERM = '- id: fork\n  term: "fork"\n  meaning: "a `copy` of [it](term:process)"\n'
const FRENCH = 'fork.term: "fork"\nfork.meaning: "une `copy` de [lui](term:process)"\n'
const french = (text: string | undefined): Translation => ({ language: 'fr', file: 'fr/x.yaml', text })
const compiledFrench = (text: string | undefined) => () => compiledOf('glossary', TERM, 'x.yaml', [french(text)])

describe('an English file of the wrong form is refused with file, line and cure', () => {
  const term = (rest: string) => `- id: fork\n  term: "fork"\n${rest}`
  it.each([
    ['a missing text', term(''), /x\.yaml:1: 0\.meaning: .*; see content\/README\.md/],
    ['both languages side by side', term('  meaning: { en: a, ja: b }\n'), /x\.yaml:3: 0\.meaning: .*expected string.*; see content\/README\.md/],
    ['an unknown key', term('  meaning: "a"\n  colour: red\n'), /x\.yaml:\d: 0: no such key as colour; take it out/],
    ['raw HTML', term('  meaning: "a <b>copy</b>"\n'), /x\.yaml:3: raw HTML <b> is not allowed in prose; write plain words/],
    ['a link to nowhere', term('  meaning: "[b](page.html)"\n'), /x\.yaml:3: the link page\.html goes nowhere; write/],
    ['an image', term('  meaning: "![a](https://x.example/y.png)"\n'), /x\.yaml:3: image is not allowed in prose; write/],
    ['a key given twice', term('  meaning: "a"\n  meaning: "b"\n'), /x\.yaml:4: .*unique/],
    ['no YAML at all', '- id: "fork\n', /x\.yaml:\d: .*; quote a text/],
    ['a text without quotes', term('  meaning: a copy\n'), 'x.yaml:3: a text without double quotes; write it as "…"'],
    ['a text in single quotes', term("  meaning: 'a copy'\n"), 'x.yaml:3: a text without double quotes; write it as "…"'],
    ['a text over several lines', term('  meaning: "a\n    copy"\n'), 'x.yaml:3: a text over several lines; write it on one, however long'],
    ['a text in a block', term('  meaning: >\n    a copy\n'), 'x.yaml:3: a text over several lines; write it on one, however long'],
    ['a text among others on a line', '- { id: fork, term: "fork", meaning: "a" }\n', 'x.yaml:1: a text inside { … } or [ … ]; give it a line of its own'],
    ['an address given twice', term('  meaning: "a"\n').repeat(2), 'x.yaml:5: a second text with the address fork.term; an id is given once'],
    [
      'a long flow mapping',
      `${term('  meaning: "a"\n')}- { id: vfork, man: ${'x'.repeat(120)} }\n`,
      'x.yaml:4: a { … } or [ … ] longer than one line of 120 columns; give each of its parts a line',
    ],
    [
      'a flow mapping over two lines',
      term('  meaning: "a"\n- { id: vfork,\n    man: x }\n'),
      'x.yaml:4: a { … } or [ … ] longer than one line of 120 columns; give each of its parts a line',
    ],
  ])('%s', (_, source, complaint) => {
    expect(() => compiledOf('glossary', source, 'x.yaml', [])).toThrow(complaint)
  })

  it('a check that does not exist', () => {
    const source = '- id: a\n  place: introduction\n  says: "a"\n  verdict: holds\n  check: { kind: magic }\n  trials: []\n  why: "a"\n'
    expect(() => contentOf('claims', source, 'x.yaml')).toThrow(/x\.yaml:5: 0\.check/)
  })
})

describe('an explanation is refused with file, line and cure', () => {
  const lesson = (fact: string) =>
    `order: 1\ntitle: "a"\nasks: "a"\nminutes: 1\nlevel: 1\nchapter: memory\nlearn: "a"\nlearned: "a"\nruns:\n  - run: { strategy: fork }\n    label: "a"\nshow: []\nsteps:\n  - kind: look\n    text: []\n  - kind: look\n    text: []\n  - kind: look\n    text: []\n  - kind: explain\n${fact}`
  it.each([
    [
      'with a fact that nothing shows',
      '    facts:\n      - says: "a"\n',
      /x\.yaml:22: steps\.3\.facts\.0: a fact that nothing shows; give it a "check" over a run/,
    ],
    [
      'with a fact over a run that there is not',
      '    facts:\n      - says: "a"\n        check: { kind: create }\n        of: 1\n',
      /x\.yaml:24: steps\.3\.facts\.0\.of: no run 1; there are 1, from 0/,
    ],
    [
      'with a run and no check',
      '    facts:\n      - says: "a"\n        of: 0\n        sources: [man-fork]\n',
      /x\.yaml:22: steps\.3\.facts\.0: "of" names the run of a check; add the check/,
    ],
    ['without any', '    claims: []\n', /x\.yaml:20: steps\.3\.facts: .*expected array.*; see content\/README\.md/],
    ['in prose', '    text: []\n    facts:\n      - says: "a"\n        sources: [man-fork]\n', /x\.yaml:20: steps\.3: no such key as text; take it out/],
  ])('%s', (_, fact, complaint) => {
    expect(() => contentOf('lessons', lesson(fact), 'x.yaml')).toThrow(complaint)
  })
})

describe('a translation is refused with file, line and cure', () => {
  it.each([
    [
      'where a text has none',
      'fork.term: "fork"\n',
      'fr/x.yaml:2: no translation of fork.meaning; add the line fork.meaning: "a `copy` of [it](term:process)", translated',
    ],
    ['where there is no file', undefined, 'fr/x.yaml:1: no translation of fork.term; add the line fork.term: "fork", translated'],
    ['where it translates nothing', `${FRENCH}fork.colour: "rouge"\n`, 'fr/x.yaml:3: fork.colour translates nothing in x.yaml; take the line out, or'],
    [
      'where an address is given twice',
      `${FRENCH}fork.term: "fork"\n`,
      /fr\/x\.yaml:3: .*unique; write a line address: "text" for each text, and each address/,
    ],
    ['where it is no list of texts', '- a\n', 'fr/x.yaml:1: this is no list of texts; write a line address: "text" for each text'],
    [
      'where it has other links',
      FRENCH.replace('process', 'child'),
      'fr/x.yaml:2: fork.meaning: it has term:child where the English has term:process; give it the same links',
    ],
    ['where it has other code', FRENCH.replace('`copy`', 'copie'), 'fr/x.yaml:2: fork.meaning: it has none where the English has `copy`; leave code as it is'],
    ['where it has raw HTML', FRENCH.replace('une', '<b>une</b>'), 'fr/x.yaml:2: fork.meaning: raw HTML <b> is not allowed in prose; write plain words'],
    ['where it has no quotes', FRENCH.replace('"fork"', 'fork'), 'fr/x.yaml:1: fork.term: a text without double quotes; write it as "…"'],
    ['where it is over several lines', FRENCH.replace('une ', 'une\n  '), 'fr/x.yaml:2: fork.meaning: a text over several lines; write it on one'],
    ['where it is a number', FRENCH.replace('"fork"', '7'), 'fr/x.yaml:1: fork.term: this is no text; write it as "…"'],
    ['where it is empty', FRENCH.replace('"fork"', '""'), 'fr/x.yaml:1: fork.term: an empty text; write it, or take the line out'],
  ])('%s', (_, text, complaint) => {
    expect(compiledFrench(text)).toThrow(complaint)
  })

  it('with a hint about the later lines, if items have no names', () => {
    const source =
      '- id: a\n  says: "a"\n  place: introduction\n  verdict: depends\n  trials: []\n  why: "a"\n  unrun: "a"\n  environments:\n    - when: "a"\n      holds: true\n'
    const text = 'a.says: "b"\na.why: "b"\na.unrun: "b"\n'
    expect(() => compiledOf('claims', source, 'x.yaml', [french(text)])).toThrow(
      'no translation of a.environments.1.when; add the line a.environments.1.when: "a", translated; if a text was put in before it, number the lines after it anew',
    )
  })
})

describe('a third language', () => {
  it('is one more entry of each text', () => {
    expect(compiledFrench(FRENCH)()).toMatchObject([
      { id: 'fork', term: { [FIRST.id]: [{ kind: 'text', text: 'fork' }], fr: [{ kind: 'text', text: 'fork' }] } },
    ])
    expect(Object.keys(compiledFrench(FRENCH)()[0]?.term ?? {})).toEqual([FIRST.id, 'fr'])
  })

  it.each(files)('made of the English of $file compiles beside the others', ({ folder, file, texts, translations }) => {
    const pseudo = { language: 'xx', file: `xx/${file}`, text: texts().map(pseudoLine).join('') }
    const all = compiledTexts(compiledOf(folder, read(file), file, [...translations, pseudo]))
    expect(all.map((prose) => Object.keys(prose))).toEqual(texts().map(() => [...LANGUAGES.map(({ id }) => id), 'xx']))
    for (const prose of all) expect(plainWords((prose as Record<string, CompiledText[typeof FIRST.id]>).xx ?? [])).toMatch(/^«.*»$/)
  })
})

function pseudoLine({ address, english }: Text): string {
  return `${address}: ${JSON.stringify(`«${english}»`)}\n`
}
