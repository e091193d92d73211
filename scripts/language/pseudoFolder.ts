/**
 * The folder of the pseudo-language, made from English, file by file, as a translator would write it. Whoever adds a kind of
 * text to content/languages adds it here, or the browser test finds it.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { catalogSentences } from '../../build/content/catalogSentences.ts'
import { SCHEMAS, textsIn } from '../../build/content/load.ts'
import { decodeCatalog } from '../../protocol/decode.ts'
import { LANGUAGES } from '../../protocol/language.ts'
import { pseudoText } from './pseudoText.ts'

export const PSEUDO = { id: 'en-XA', name: '⟦Ṕśéúďó⟧' } as const

/** Of which messages a translator says more than English does: English takes the words of the catalog as they come. */
const MORE: Record<string, string> = {
  messages: '\n  sentences,\n  versions: (said) => pseudoText(said),',
  sentences: "\n  finding: (name, value) => pseudoText(name.replaceAll('_', ' ') + ', ' + value),",
}
const ALSO: Record<string, string> = { messages: "import { sentences } from './sentences.ts'" }

/** `content`: the folder content/ that gets content/languages/en-XA. */
export function writePseudoFolder(content: string): void {
  const [source, first] = LANGUAGES.map(({ id }) => path.join(content, 'languages', id))
  if (!source || !first) throw new Error('protocol/language.ts has no language but English')
  const folder = path.join(content, 'languages', PSEUDO.id)
  const write = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), text)
  }
  const read = (file: string): string => readFileSync(file, 'utf8')

  mkdirSync(folder, { recursive: true })
  cpSync(path.join(import.meta.dirname, 'pseudoText.ts'), path.join(folder, 'pseudoText.ts'))
  for (const name of readdirSync(path.join(source, 'page'))) write(`page/${name}`, moduleOf(path.basename(name, '.ts'), '../../en/page/', '../'))
  write('sandbox.ts', moduleOf('sandbox', '../en/', './'))
  write('errors.md', inMarkdown(read(path.join(source, 'errors.md'))))
  // Its keys are the English; which there are, another language knows, and a test holds it to that.
  for (const file of ['check.json', 'refusals.json']) {
    const texts = JSON.parse(read(path.join(first, file))) as Record<string, string>
    write(file, json(Object.fromEntries(Object.keys(texts).map((english) => [english, pseudoText(english)]))))
  }
  write('catalog.json', json(catalogTexts(read(path.join(content, 'catalog.json')))))

  // The content: each text under its address, and the notes on steps and on what differs.
  for (const kind of Object.keys(SCHEMAS) as (keyof typeof SCHEMAS)[])
    for (const name of readdirSync(path.join(content, kind)).filter((one) => one.endsWith('.yaml'))) {
      const texts = textsIn(kind, read(path.join(content, kind, name)), `content/${kind}/${name}`)
      if (texts.length > 0) write(`${kind}/${name}`, texts.map(({ address, english }) => `${address}: ${JSON.stringify(pseudoText(english))}\n`).join(''))
    }
  for (const strategy of readdirSync(path.join(content, 'strategies')))
    for (const name of readdirSync(path.join(content, 'strategies', strategy)).filter((one) => one.endsWith('.md')))
      write(`strategies/${strategy}/${name}`, inMarkdown(read(path.join(content, 'strategies', strategy, name))))
}

/** A file of messages, under the name that it exports. */
function moduleOf(file: string, english: string, here: string): string {
  const name = file === 'terminalLines' ? 'lines' : file
  return [
    `import { ${name} as english } from '${english}${file}.ts'`,
    `import { pseudo${MORE[name] ? ', pseudoText' : ''} } from '${here}pseudoText.ts'`,
    ...(ALSO[name] ? [ALSO[name]] : []),
    '',
    MORE[name] ? `export const ${name}: typeof english = {\n  ...pseudo(english),${MORE[name]}\n}` : `export const ${name}: typeof english = pseudo(english)`,
    '',
  ].join('\n')
}

/** Headings are names: of codes, of steps. */
function inMarkdown(text: string): string {
  return text.replace(/^(?!#)\S.*(?:\n(?!#)\S.*)*/gm, (paragraph) => pseudoText(paragraph.replaceAll('\n', ' ')))
}

/** What the helper's catalog says, under the keys that a language has it by. */
function catalogTexts(text: string): Record<string, string> {
  const catalog = decodeCatalog(text)
  if (!catalog.ok) throw new Error('catalog.json does not decode')
  return Object.fromEntries(catalogSentences(catalog.value).map(([key, sentence]) => [key, pseudoText(sentence)]))
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`
