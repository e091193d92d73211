/** Upper bound, for browsers that never report a paint. */
const PATIENCE_MS = 1000

/** Resolves when the browser reports that text is on the screen. A page in the background is not painted, so it does not wait. */
export async function painted(): Promise<void> {
  if (document.hidden) return
  await new Promise<void>((resolve) => {
    setTimeout(resolve, PATIENCE_MS)
    const observer = new PerformanceObserver((entries) => {
      if (entries.getEntriesByName('first-contentful-paint').length === 0) return
      observer.disconnect()
      resolve()
    })
    observer.observe({ type: 'paint', buffered: true })
  })
}
