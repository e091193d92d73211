/** A run that plays itself: when the page first opens, and after each run. Its cursor stays out of the link until it ends. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { prefersReducedMotion } from '../../ui/prefersReducedMotion.ts'
import type { Tour } from '../../views/Stepper/usePlayer.ts'

export interface TourState {
  tour: Tour
  /** The event under the cursor; undefined if there is no tour, or it has not begun to move. */
  at: number | undefined
  on: boolean
  /** The cursor moved while the tour is on. */
  take: (seq: number) => void
  /** Begins at this event. False if motion is to be reduced: then nothing plays by itself. */
  begin: (seq: number | undefined) => boolean
  /** Ends it without a word about where it was. */
  drop: () => void
}

/** A page plays by itself once, not each time that the reader comes back to it. */
let played = false

/**
 * `byItself`: begins as the page opens. `waits`: whether it stands for a moment. `onEnd`: the event where it ended, or where the reader took
 * over. Nothing moves if motion is to be reduced.
 */
export function useTour(byItself: boolean, waits: () => boolean, onEnd: (seq: number) => void): TourState {
  const [state, setState] = useState(() => {
    const number = byItself && !played && !prefersReducedMotion() ? 1 : 0
    return { number, on: number > 0, at: undefined as number | undefined }
  })
  // Not while drawing: React may draw the page more than once before it stands.
  useEffect(() => {
    if (state.number > 0) played = true
  }, [state.number])
  const latest = useRef({ state, waits, onEnd })
  latest.current = { state, waits, onEnd }
  const take = useCallback((seq: number) => setState((before) => (before.at === seq ? before : { ...before, at: seq })), [])
  const drop = useCallback(() => setState((before) => (before.on ? { ...before, on: false, at: undefined } : before)), [])
  const begin = useCallback((seq: number | undefined) => {
    if (prefersReducedMotion()) return false
    setState((before) => ({ number: before.number + 1, on: true, at: seq }))
    return true
  }, [])
  const end = useCallback(() => {
    const { state: now, onEnd: tell } = latest.current
    if (now.on && now.at !== undefined) tell(now.at)
    drop()
  }, [drop])
  const { number } = state
  const tour = useMemo(() => ({ number, waits: () => latest.current.waits(), onEnd: end }), [number, end])
  return { tour, at: state.at, on: state.on, take, begin, drop }
}
