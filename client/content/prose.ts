/** The build turns the texts in content/ into prose in every language, as data. Never HTML. */
import type { Words } from '../../protocol/claims.ts'
import type { Language } from '../../protocol/language.ts'
import type { Inline } from './types.ts'

/** `to`: the id of a glossary term, a claim or a lesson, or an outside address. */
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

/** The words without their roles, for a title, a label or a name. */
export function plainWords(prose: readonly Prose[]): string {
  return prose.map(({ text }) => text).join('')
}
