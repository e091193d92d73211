/** A measurement as it arrives: a fold over the lines of one or several answers of POST /api/bench. */
import type { BenchAnswer, BenchCell, BenchHello, BenchSkipped } from '../../protocol/bench.ts'
import type { Refusal } from '../../protocol/errors.ts'

type Progress = Extract<BenchAnswer, { kind: 'progress' }>

export interface BenchState {
  is: 'idle' | 'waiting' | 'measuring' | 'ended' | 'cancelled' | 'failed'
  /** How many measurements are ahead in the queue; 0 once this one runs. */
  position: number
  /** From the first answer; all answers come from the same machine. */
  hello: BenchHello | null
  progress: Progress | null
  cells: readonly BenchCell[]
  skipped: readonly BenchSkipped[]
  refusal: Refusal | null
}

export const IDLE: BenchState = { is: 'idle', position: 0, hello: null, progress: null, cells: [], skipped: [], refusal: null }
export const ASKED: BenchState = { ...IDLE, is: 'waiting' }

export function foldBench(state: BenchState, line: BenchAnswer): BenchState {
  switch (line.kind) {
    case 'queued':
      return { ...state, position: line.position }
    case 'hello':
      return { ...state, is: 'measuring', position: 0, hello: state.hello ?? line }
    case 'progress':
      return { ...state, progress: line }
    case 'cell':
      return { ...state, cells: [...state.cells, line] }
    case 'skipped':
      return { ...state, skipped: [...state.skipped, line] }
    case 'refusal': {
      const { kind: _, ...refusal } = line
      return { ...state, is: 'failed', refusal }
    }
    case 'end':
      if (line.outcome === 'ended') return { ...state, is: 'ended' }
      if (line.outcome === 'cancelled') return { ...state, is: 'cancelled' }
      return {
        ...state,
        is: 'failed',
        refusal: { code: line.outcome === 'limit' ? 'time_limit' : 'helper_failed', message: line.why ?? line.outcome, cure: '', field: '' },
      }
  }
}
