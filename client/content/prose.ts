/** What the build makes of the words in content/: prose in every language, as data. Never HTML. */
import type { Words } from '../../protocol/claims.ts'
import type { Language } from '../../protocol/language.ts'
import type { Inline } from './types.ts'

/** `to`: a glossary term, a claim or a lesson by its id, or an address outside. */
export type Prose = Inline | { kind: 'term' | 'claim' | 'lesson' | 'link'; text: string; to: string }

export type CompiledText = Record<Language, Prose[]>

/** The same value with each of its texts as prose. */
export type Compiled<T> = T extends Words
  ? CompiledText
  : T extends readonly (infer Item)[]
    ? Compiled<Item>[]
    : T extends object
      ? { [Key in keyof T]: Compiled<T[Key]> }
      : T

/** For a title, a label, a name: the words without their roles. */
export function plainWords(prose: readonly Prose[]): string {
  return prose.map(({ text }) => text).join('')
}
