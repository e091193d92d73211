/** The question of a lesson, as a class votes on it. One small file a lesson, fetched when it is asked. */
import type { Language } from '../../protocol/language.ts'
import { type FetchedOnce, fetchedOnce } from './fetchedOnce.ts'

/** Text with its code marked. */
export type Spoken = Record<Language, readonly { text: string; code?: true }[]>

export interface LessonQuestion {
  title: Spoken
  /** How many steps the lesson has, and of which kinds; steps are counted from 1. */
  steps: number
  kinds: readonly string[]
  runStep: number | null
  asks: { step: number; text: Spoken; options: readonly { text: Spoken; reason: Spoken; right: boolean }[] } | null
}

const files = import.meta.glob<LessonQuestion>('../../content/lessons/*.yaml', { query: '?question', import: 'default' })
const known = new Map<string, FetchedOnce<LessonQuestion>>(Object.entries(files).map(([file, get]) => [file.replace(/^.*\/|\.yaml$/g, ''), fetchedOnce(get)]))

/** Undefined if there is no such lesson, or as long as it has not come. */
export const knownQuestion = (slug: string): LessonQuestion | undefined => known.get(slug)?.known()

/** Resolves to undefined if there is no such lesson. */
export async function loadQuestion(slug: string): Promise<LessonQuestion | undefined> {
  return known.get(slug)?.load()
}

export function plainSpoken(text: Spoken, language: Language): string {
  return text[language].map(({ text: words }) => words).join('')
}
