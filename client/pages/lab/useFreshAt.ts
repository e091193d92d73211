import { useState } from 'react'

/**
 * Where the cursor stands. A run that has just been drawn begins where its picture explains most, although the page still says where the
 * cursor stood in the run before it. Returns undefined then, until the page says another place.
 */
export function useFreshAt(at: number | undefined, drawn: number): number | undefined {
  const [before, setBefore] = useState({ drawn, stale: undefined as number | undefined })
  const stale = before.drawn === drawn ? (at === before.stale ? before.stale : undefined) : at
  if (before.drawn !== drawn || before.stale !== stale) setBefore({ drawn, stale })
  return stale === undefined ? at : undefined
}
