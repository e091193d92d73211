/** A file that was dropped on some page, until the page that reads it takes it. */
let dropped: File | null = null
const readers = new Set<() => void>()

export function putDropped(file: File): void {
  dropped = file
  for (const reader of readers) reader()
}

/** Gives it once. */
export function takeDropped(): File | null {
  const file = dropped
  dropped = null
  return file
}

/** Calls back when a file is dropped; returns the undo. */
export function onDropped(reader: () => void): () => void {
  readers.add(reader)
  return () => readers.delete(reader)
}
