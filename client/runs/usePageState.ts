/**
 * The state of a link, read from the address and written back to it.
 * Writes the address a little later, because browsers refuse to rewrite it at every step of a slider.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import { type LinkFault, type LinkState, linkOf, readLink } from '../model/link.ts'
import { goTo, hashPath, hashQuery } from './hashAddress.ts'
import { useHashQuery } from './hashLocation.ts'

const WRITE_AFTER_MS = 250

/** An undefined value removes its key from the state. */
export type StateChange = { [K in keyof LinkState]?: LinkState[K] | undefined }

export interface PageState {
  state: Partial<LinkState>
  change: (part: StateChange) => void
  /** Why the page refused the link. The page is then at its defaults. */
  fault: LinkFault | null
}

/** `readOnly`: never writes the address, for example in a frame on another site. */
export function usePageState({ readOnly = false }: { readOnly?: boolean } = {}): PageState {
  const query = useHashQuery()
  const [read, setRead] = useState(() => ({ query, ...taken(query) }))
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  // Something else changed the address: the reader's typing, Back, or a link.
  if (query !== read.query) setRead({ query, ...taken(query) })

  const change = useCallback(
    (part: StateChange) => {
      setRead((before) => {
        if (before.fault === null && saysNothingNew(before.state, part)) return before
        const state = { ...before.state, ...part } as Partial<LinkState>
        const path = hashPath()
        clearTimeout(timer.current)
        if (!readOnly) {
          timer.current = setTimeout(() => {
            // Typing or a link has changed the address since, so the address wins.
            if (hashPath() !== path || hashQuery() !== before.query) return
            const next = linkOf(state)
            setRead((now) => ({ ...now, query: next }))
            if (next !== hashQuery()) goTo(`${path}?${next}`, { replace: true })
          }, WRITE_AFTER_MS)
        }
        return { ...before, state, fault: null }
      })
    },
    [readOnly],
  )
  useEffect(() => () => clearTimeout(timer.current), [])
  return { state: read.state, change, fault: read.fault }
}

/** Whether the state says all of this already. Then nothing that shows it is drawn again. */
function saysNothingNew(state: Partial<LinkState>, part: StateChange): boolean {
  return (Object.keys(part) as (keyof LinkState)[]).every((key) => JSON.stringify(state[key]) === JSON.stringify(part[key]))
}

function taken(query: string): { state: Partial<LinkState>; fault: LinkFault | null } {
  const verdict = readLink(query)
  return verdict.ok ? { state: verdict.state, fault: null } : { state: {}, fault: verdict.fault }
}
