/**
 * What the page fetches when it first needs it: code, words, recordings. A failure is no end: the next try fetches anew. React must
 * see the same failed promise until then, because a new promise at every render would fetch for ever.
 */

/** A file of the page did not come: no network, no server, or a newer build that no longer has the file. */
export class NotFetched extends Error {
  override name = 'NotFetched'
}

export interface FetchedOnce<T> {
  /** Fetches it once; after a failure, again. */
  load: () => Promise<T>
  /** For React's `use`: like `load`, but a failure stays until `tryAgain`. */
  coming: () => Promise<T>
  /** Undefined until it has come. */
  known: () => T | undefined
}

const failed = new Set<() => void>()
const readers = new Set<() => void>()

/** `get` fetches it. Whatever it throws becomes a NotFetched. */
export function fetchedOnce<T>(get: () => Promise<T>): FetchedOnce<T> {
  let known: T | undefined
  let promise: Promise<T> | undefined
  let broken = false
  const forget = (): void => {
    promise = undefined
    broken = false
    failed.delete(forget)
  }
  const fetchIt = async (): Promise<T> => {
    try {
      known = await orNotFetched(get())
      return known
    } catch (cause) {
      broken = true
      failed.add(forget)
      throw cause
    }
  }
  const coming = (): Promise<T> => {
    if (promise) return promise
    const fetching = fetchIt()
    // React reads these two fields, and then does not wait for a promise whose value is there.
    const done = (value: T): void => void Object.assign(fetching, { status: 'fulfilled', value })
    // Whoever shows it says that it failed. Who only fetches ahead need not.
    fetching.then(done, () => {})
    promise = fetching
    return fetching
  }
  return {
    load: () => {
      if (broken) forget()
      return coming()
    },
    coming,
    known: () => known,
  }
}

/** The same promise, but a failure says that a file of the page did not come. */
export async function orNotFetched<T>(coming: Promise<T>): Promise<T> {
  try {
    return await coming
  } catch (cause) {
    throw cause instanceof NotFetched ? cause : new NotFetched(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

/** Forgets all failures, then tells everybody who shows one. */
export function tryAgain(): void {
  for (const forget of [...failed]) forget()
  for (const reader of [...readers]) reader()
}

/** Calls back at every `tryAgain`; returns the undo. */
export function onTryAgain(reader: () => void): () => void {
  readers.add(reader)
  return () => readers.delete(reader)
}
