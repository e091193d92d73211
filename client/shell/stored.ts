/** What is stored in the browser: a word under a key. A frame on another page, or a strict browser, may keep nothing. */
export function storage(): Storage | undefined {
  try {
    return localStorage
  } catch {
    return undefined
  }
}

/** The word stored under a key, if it is one of those allowed. */
export function stored<T extends string>(key: string, allowed: readonly T[], otherwise: T): T {
  const value = storage()?.getItem(key)
  return allowed.find((name) => name === value) ?? otherwise
}
