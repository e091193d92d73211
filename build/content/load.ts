/**
 * One YAML file of content/, checked: by its grammar, by the schema of its folder, and in each of its words.
 * What is wrong is refused with file, line and cure. Pure: text in, value out.
 */
import * as z from 'zod/mini'
import type { Compiled, CompiledText } from '../../client/content/prose.ts'
import { Claim } from '../../protocol/claims.ts'
import { Incident, Lesson, Source, Term } from '../../protocol/lessons.ts'
import { Runtime } from '../../protocol/runtimes.ts'
import { type Path, yamlOf } from './grammar.ts'
import { proseOf } from './prose.ts'

// zod/mini ships without words for its complaints.
z.config(z.locales.en())

/** What a file in each folder of content/ holds. */
export const SCHEMAS = {
  claims: z.array(Claim),
  lessons: Lesson,
  incidents: z.array(Incident),
  glossary: z.array(Term),
  sources: z.array(Source),
  runtimes: Runtime,
}
export type Folder = keyof typeof SCHEMAS
export type Content<F extends Folder> = z.infer<(typeof SCHEMAS)[F]>

/** The value as written. Throws an Error with `file:line: what is wrong; cure` on each of its lines. */
export function contentOf<F extends Folder>(folder: F, text: string, file: string): Content<F> {
  return read(folder, text, file).value
}

/** The value with its texts compiled to prose, as the page takes it. */
export function compiledOf<F extends Folder>(folder: F, text: string, file: string): Compiled<Content<F>> {
  const { value, lineAt } = read(folder, text, file)
  const faults: string[] = []
  const compiled = compile(value, [], (words, path) => {
    try {
      return proseOf(words)
    } catch (error) {
      faults.push(`${file}:${lineAt(path)}: ${error instanceof Error ? error.message : String(error)}`)
      return []
    }
  })
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return compiled as Compiled<Content<F>>
}

function read<F extends Folder>(folder: F, text: string, file: string): { value: Content<F>; lineAt: (path: Path) => number } {
  const { value, lineAt } = yamlOf(text, file, 'quote a text that has ": " or " #" in it')
  const result = SCHEMAS[folder].safeParse(value)
  if (result.success) return { value: result.data as Content<F>, lineAt }
  throw new Error(result.error.issues.map((issue) => `${file}:${lineAt(issue.path as Path)}: ${complaint(issue)}`).join('\n'))
}

/** `trials.0.run.strategy: expected string; …`, with what to do about it. */
function complaint(issue: z.core.$ZodIssue): string {
  const where = issue.path.join('.') || 'the file'
  const last = issue.path.at(-1)
  if (issue.code === 'unrecognized_keys') return `${where}: no such key as ${issue.keys.join(', ')}; take it out or see content/README.md`
  if (issue.code === 'invalid_type' && (last === 'ja' || last === 'en')) return `${where}: no words in ${last}; every text is there in en and in ja`
  return `${where}: ${issue.message}; see content/README.md`
}

function compile(value: unknown, path: Path, prose: (words: string, path: Path) => CompiledText['en']): unknown {
  if (Array.isArray(value)) return value.map((item, at) => compile(item, [...path, at], prose))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const words = entries.length === 2 && entries.every(([key, text]) => (key === 'en' || key === 'ja') && typeof text === 'string')
  return Object.fromEntries(entries.map(([key, inner]) => [key, words ? prose(String(inner), [...path, key]) : compile(inner, [...path, key], prose)]))
}
