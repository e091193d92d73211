/** Tells when somebody is there: what is needed only then need not delay what is needed to read. */

/** A press, a key, a move of the pointer, a scroll, a file held over the page: whichever comes first. */
const SIGNS = ['pointerdown', 'pointermove', 'dragenter', 'keydown', 'touchstart', 'wheel', 'scroll'] as const
const waiting = new Set<() => void>()
let used = false

function noticed(): void {
  used = true
  for (const sign of SIGNS) window.removeEventListener(sign, noticed, CAPTURED)
  for (const act of [...waiting]) act()
  waiting.clear()
}

/** A view may stop an event on its way up. */
const CAPTURED = { capture: true, passive: true }
if (typeof window !== 'undefined') for (const sign of SIGNS) window.addEventListener(sign, noticed, CAPTURED)

/** Runs it at the first sign of a reader, or now if there has been one. Returns a function that cancels it. */
export function onFirstUse(act: () => void): () => void {
  if (used) act()
  else waiting.add(act)
  return () => waiting.delete(act)
}
