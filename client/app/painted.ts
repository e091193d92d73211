/** Resolves after the next frame is painted. A page in the background is not painted until it is looked at: it need not wait. */
export async function painted(): Promise<void> {
  if (!document.hidden) await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
}
