/**
 * What a page would rather show a class than its own address. Its runs are stored: the class sees these very runs, and not two hundred
 * others with the same settings.
 */
type Query = string | null | undefined
let offered: (() => Query) | null = null

/** `query`: of the link that shows the same to others; null where the address does; undefined: no link can. Returns the undo. */
export function offerMoment(query: () => Query): () => void {
  offered = query
  return () => {
    if (offered === query) offered = null
  }
}

export const offeredQuery = (): Query => (offered ? offered() : null)
