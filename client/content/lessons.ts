/**
 * The lessons. What a list shows of them is small and there at once; a lesson itself is a file of its own, fetched when it is opened.
 */
import type { Lesson } from '../../protocol/lessons.ts'
import { inCourseOrder } from './courseOrder.ts'
import { type FetchedOnce, fetchedOnce } from './fetchedOnce.ts'
import type { Compiled } from './prose.ts'

type Card = Pick<Compiled<Lesson>, 'order' | 'title' | 'asks' | 'minutes' | 'level' | 'chapter'>
/** A lesson in a list. */
export type ListedLesson = Card & { slug: string }
export type CompiledLesson = Compiled<Lesson> & { slug: string }

const cards = import.meta.glob<Card>('../../content/lessons/*.yaml', { query: '?card', import: 'default', eager: true })
const files = import.meta.glob<Compiled<Lesson>>('../../content/lessons/*.yaml', { query: '?prose', import: 'default' })
const slugOf = (file: string): string => file.replace(/^.*\/|\.yaml$/g, '')

export const LESSONS: readonly ListedLesson[] = inCourseOrder(Object.entries(cards).map(([file, card]) => ({ ...card, slug: slugOf(file) })))

const whole = new Map(Object.entries(files).map(([file, get]) => [slugOf(file), get]))
const known = new Map(LESSONS.map((listed): [string, FetchedOnce<CompiledLesson>] => [listed.slug, fetchedOnce(() => complete(listed))]))

/** The course counts its lessons, whatever gaps their files leave. */
async function complete({ slug, order }: ListedLesson): Promise<CompiledLesson> {
  const lesson = await whole.get(slug)?.()
  if (!lesson) throw new Error(`there is no lesson ${slug}`)
  return { ...lesson, slug, order }
}

/** For React's `use`: the same promise each time, until `tryAgain`. Undefined if there is no such lesson. */
export function lessonComing(slug: string): Promise<CompiledLesson> | undefined {
  return known.get(slug)?.coming()
}

/** Fetches the lesson, after a failure anew; undefined if there is none of that name. */
export async function loadLesson(slug: string): Promise<CompiledLesson | undefined> {
  return known.get(slug)?.load()
}
