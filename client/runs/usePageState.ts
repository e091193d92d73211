/**
 * The state that a link carries, read from the address and written back to it.
 * The address follows the state, a little later: browsers refuse to rewrite it at every step of a slider.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import { type LinkFault, type LinkState, linkOf, readLink } from '../model/link.ts'
import { hashPath, hashQuery } from './hashAddress.ts'
import { goTo, useHashQuery } from './hashLocation.ts'

const WRITE_AFTER_MS = 250

/** What is undefined is taken out of the state. */
export type StateChange = { [K in keyof LinkState]?: LinkState[K] | undefined }

export interface PageState {
  state: Partial<LinkState>
  change: (part: StateChange) => void
  /** Why the link was refused; the page then stands at its defaults. */
  fault: LinkFault | null
}

/** `readOnly`: the address is never written, as in a frame on a page of others. */
export function usePageState({ readOnly = false }: { readOnly?: boolean } = {}): PageState {
  const query = useHashQuery()
  const [read, setRead] = useState(() => ({ query, ...taken(query) }))
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  // The address has changed under us: by hand, by Back, by a link.
  if (query !== read.query) setRead({ query, ...taken(query) })

  const change = useCallback(
    (part: StateChange) => {
      setRead((before) => {
        const state = { ...before.state, ...part } as Partial<LinkState>
        const path = hashPath()
        clearTimeout(timer.current)
        if (!readOnly) {
          timer.current = setTimeout(() => {
            // The address has changed since, by hand or by a link: what it says now is the state.
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

function taken(query: string): { state: Partial<LinkState>; fault: LinkFault | null } {
  const verdict = readLink(query)
  return verdict.ok ? { state: verdict.state, fault: null } : { state: {}, fault: verdict.fault }
}
