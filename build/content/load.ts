/**
 * Checks one YAML file of content/: its grammar, the schema of its folder, each of its texts and their translations.
 * Refuses a fault with file, line and cure. Pure: text in, value out.
 */
import * as z from 'zod/mini'
import type { Compiled, Prose } from '../../client/content/prose.ts'
import { AtlasQuestion } from '../../protocol/atlas.ts'
import { Claim } from '../../protocol/claims.ts'
import { LANGUAGES } from '../../protocol/language.ts'
import { Incident, Lesson, Source, Term } from '../../protocol/lessons.ts'
import { Runtime } from '../../protocol/runtimes.ts'
import { StartedBy } from '../../protocol/startedBy.ts'
import { TeacherNotes } from '../../protocol/teacherNotes.ts'
import { type Grammar, type Path, yamlOf } from './grammar.ts'
import { proseOf } from './prose.ts'
import { pathKey, type Text, textsOf, withTexts } from './texts.ts'
import { attempt, type Translation, translated } from './translation.ts'

// zod/mini ships without messages.
z.config(z.locales.en())

/** The schema of the files in each folder of content/. */
export const SCHEMAS = {
  claims: z.array(Claim),
  lessons: Lesson,
  incidents: z.array(Incident),
  glossary: z.array(Term),
  sources: z.array(Source),
  runtimes: Runtime,
  teacherNotes: TeacherNotes,
  atlas: z.array(AtlasQuestion),
  startedBy: z.array(StartedBy),
}
export type Folder = keyof typeof SCHEMAS
export type Content<F extends Folder> = z.infer<(typeof SCHEMAS)[F]>

/** The value as written. Throws an Error with `file:line: what is wrong; cure` on each of its lines. */
export function contentOf<F extends Folder>(folder: F, text: string, file: string): Content<F> {
  return read(folder, text, file).value
}

/** Each text with its address, in the order of the file. Throws as above. */
export function textsIn<F extends Folder>(folder: F, text: string, file: string): Text[] {
  return inOrder(folder, read(folder, text, file))
}

/**
 * The value with its texts as prose, as the page needs it: in the first language and in the language of each translation.
 * Throws as above, also for faults in a translation.
 */
export function compiledOf<F extends Folder>(folder: F, text: string, file: string, translations: readonly Translation[]): Compiled<Content<F>> {
  const { value, lineAt, textFault } = read(folder, text, file)
  const faults: string[] = []
  const texts = inOrder(folder, { value, lineAt })
  const english = new Map<string, Prose[]>()
  for (const { path, address, english: words } of texts) {
    const { made = [], fault = textFault(path) } = attempt(() => proseOf(words))
    if (fault !== undefined) faults.push(`${file}:${lineAt(path)}: ${fault}`)
    if (english.has(address))
      faults.push(`${file}:${lineAt(path)}: a second text with the address ${address}; an id is given once, and a lesson has one step of each kind`)
    english.set(address, made)
  }
  const others = translations.map((one) => [one.language, translated(one, texts, english, file, faults)] as const)
  if (faults.length > 0) throw new Error(faults.join('\n'))
  const all: (readonly [string, ReadonlyMap<string, Prose[]>])[] = [[LANGUAGES[0].id, english], ...others]
  const inAll = (address: string) => Object.fromEntries(all.map(([language, prose]) => [language, prose.get(address)]))
  return withTexts(value, new Map(texts.map(({ path, address }) => [pathKey(path), inAll(address)]))) as Compiled<Content<F>>
}

/** Sorts by line, because a schema returns the keys of a mapping in its own order. */
function inOrder(folder: Folder, { value, lineAt }: Pick<Grammar, 'value' | 'lineAt'>): Text[] {
  return textsOf(SCHEMAS[folder], value).toSorted((a, b) => lineAt(a.path) - lineAt(b.path))
}

function read<F extends Folder>(folder: F, text: string, file: string): Omit<Grammar, 'value'> & { value: Content<F> } {
  const grammar = yamlOf(text, file, 'quote a text that has ": " or " #" in it')
  const result = SCHEMAS[folder].safeParse(grammar.value)
  if (result.success) return { ...grammar, value: result.data as Content<F> }
  throw new Error(result.error.issues.map((issue) => `${file}:${grammar.lineAt(issue.path as Path)}: ${complaint(issue)}`).join('\n'))
}

/** `trials.0.run.strategy: expected string; …`, with the cure. */
function complaint(issue: z.core.$ZodIssue): string {
  const where = issue.path.join('.') || 'the file'
  if (issue.code === 'unrecognized_keys') return `${where}: no such key as ${issue.keys.join(', ')}; take it out or see content/README.md`
  return `${where}: ${issue.message}; see content/README.md`
}
