/** Upper bound, for a page that never rests. */
const LATEST_MS = 5_000

/** Does it when the browser has nothing better to do. Gives back how to drop it. */
export function whenIdle(act: () => void): () => void {
  // Safari has no such call yet.
  if (!('requestIdleCallback' in window)) {
    const later = setTimeout(act, LATEST_MS)
    return () => clearTimeout(later)
  }
  const id = requestIdleCallback(act, { timeout: LATEST_MS })
  return () => cancelIdleCallback(id)
}
