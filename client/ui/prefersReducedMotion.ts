/** Whether the reader asked the system for less motion. Asked each time, because the answer may change. */
export function prefersReducedMotion(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches
}
