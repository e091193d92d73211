/** Lessons in the order of the course, counted from 1, whatever gaps their files leave. Pure. */
export function inCourseOrder<T extends { order: number }>(lessons: readonly T[]): T[] {
  return lessons.toSorted((a, b) => a.order - b.order).map((lesson, at) => ({ ...lesson, order: at + 1 }))
}
