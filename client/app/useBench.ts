/** One measurement at a time, from this page. */
import { useCallback, useEffect, useReducer, useRef } from 'react'
import type { BenchAnswer, BenchSettings } from '../../protocol/bench.ts'
import { ASKED, type BenchState, foldBench, IDLE } from '../model/benchState.ts'
import { measure } from '../transport/bench.ts'

type Action = { kind: 'asked' } | { kind: 'left' } | { kind: 'line'; line: BenchAnswer }

function reduce(state: BenchState, action: Action): BenchState {
  switch (action.kind) {
    case 'asked':
      return ASKED
    case 'left':
      return state.is === 'waiting' || state.is === 'measuring' ? { ...state, is: 'cancelled' } : state
    case 'line':
      return foldBench(state, action.line)
  }
}

export interface MeasuredHere {
  state: BenchState
  start: (settings: BenchSettings) => void
  cancel: () => void
}

export function useBench(): MeasuredHere {
  const [state, dispatch] = useReducer(reduce, IDLE)
  const going = useRef<AbortController | null>(null)
  const cancel = useCallback(() => {
    going.current?.abort()
    going.current = null
    dispatch({ kind: 'left' })
  }, [])
  const start = useCallback((settings: BenchSettings) => {
    going.current?.abort()
    const mine = new AbortController()
    going.current = mine
    dispatch({ kind: 'asked' })
    void measure(settings, (line) => going.current === mine && dispatch({ kind: 'line', line }), mine.signal)
  }, [])
  useEffect(() => () => going.current?.abort(), [])
  return { state, start, cancel }
}
