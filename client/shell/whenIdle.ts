/** Upper bound, for a page that is never idle. */
const LATEST_MS = 5_000

/** Runs it when the browser is idle. Returns a function that cancels it. */
export function whenIdle(act: () => void): () => void {
  // Safari does not have this function yet.
  if (!('requestIdleCallback' in window)) {
    const later = setTimeout(act, LATEST_MS)
    return () => clearTimeout(later)
  }
  const id = requestIdleCallback(act, { timeout: LATEST_MS })
  return () => cancelIdleCallback(id)
}
