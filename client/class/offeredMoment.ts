/**
 * What a page would rather show a class than its own address. Its runs are stored: the class sees these very runs, and not two hundred
 * others with the same settings.
 */
let offered: (() => string | null) | null = null

/** `query`: of the link that shows the same to others; null where the address does. Returns the undo. */
export function offerMoment(query: () => string | null): () => void {
  offered = query
  return () => {
    if (offered === query) offered = null
  }
}

export const offeredQuery = (): string | null => offered?.() ?? null
