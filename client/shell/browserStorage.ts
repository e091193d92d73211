/** Browser storage: a word under a key. In a frame on another page, or in a strict browser, nothing may be stored. */
export function storage(): Storage | undefined {
  try {
    return localStorage
  } catch {
    return undefined
  }
}

/** The word stored under a key, if it is an allowed one. */
export function stored<T extends string>(key: string, allowed: readonly T[], otherwise: T): T {
  const value = storage()?.getItem(key)
  return allowed.find((name) => name === value) ?? otherwise
}
