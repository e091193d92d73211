/** One measurement at a time from this page. Measures requests in turn, into one state. */
import { useCallback, useEffect, useReducer, useRef } from 'react'
import type { BenchAnswer, BenchSettings } from '../../protocol/bench.ts'
import { ASKED, type BenchState, foldBench, IDLE } from '../model/benchState.ts'
import { useCapabilities } from './capabilities.ts'
import type { Outside } from './outside/outside.ts'

/** `more`: another request follows this one. */
type Action = { kind: 'asked' } | { kind: 'left' } | { kind: 'line'; line: BenchAnswer; more: boolean }

function reduce(state: BenchState, action: Action): BenchState {
  switch (action.kind) {
    case 'asked':
      return ASKED
    case 'left':
      return state.is === 'waiting' || state.is === 'measuring' ? { ...state, is: 'cancelled' } : state
    case 'line': {
      const next = foldBench(state, action.line)
      return next.is === 'ended' && action.more ? { ...next, is: 'waiting' } : next
    }
  }
}

/** Stops at the first measurement that does not finish. */
async function measureAll(
  { measure }: Outside,
  wanted: readonly BenchSettings[],
  take: (line: BenchAnswer, more: boolean) => void,
  signal: AbortSignal,
): Promise<void> {
  for (const [at, settings] of wanted.entries()) {
    let whole = false
    await measure(
      settings,
      (line) => {
        whole = line.kind === 'end' && line.outcome === 'ended'
        take(line, at + 1 < wanted.length)
      },
      signal,
    )
    if (!whole || signal.aborted) return
  }
}

export interface MeasuredHere {
  state: BenchState
  start: (wanted: readonly BenchSettings[]) => void
  cancel: () => void
}

export function useBench(): MeasuredHere {
  const { outside } = useCapabilities()
  const [state, dispatch] = useReducer(reduce, IDLE)
  const going = useRef<AbortController | null>(null)
  const cancel = useCallback(() => {
    going.current?.abort()
    going.current = null
    dispatch({ kind: 'left' })
  }, [])
  const start = useCallback(
    (wanted: readonly BenchSettings[]) => {
      going.current?.abort()
      const mine = new AbortController()
      going.current = mine
      dispatch({ kind: 'asked' })
      void measureAll(outside, wanted, (line, more) => going.current === mine && dispatch({ kind: 'line', line, more }), mine.signal)
    },
    [outside],
  )
  useEffect(() => () => going.current?.abort(), [])
  return { state, start, cancel }
}
