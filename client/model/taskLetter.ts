/** How tasks are named on the page. Pure. */

/** P for the host, C for its child, C3 … for later children, T3 for a thread of the parent. */
export function letterOf(task: number, thread = false): string {
  if (thread) return `T${task}`
  return task === 1 ? 'P' : task === 2 ? 'C' : `C${task}`
}

/** A thread that only counts has no task number, so `n` is its place: the first, the second … */
export function counterLetter(n: number): string {
  return `t${n + 1}`
}
