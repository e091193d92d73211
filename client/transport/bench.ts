/** POST /api/bench; reads the answer as it arrives. */
import { type BenchAnswer, type BenchSettings, decodeBenchAnswer } from '../../protocol/bench.ts'
import { postLines } from './postLines.ts'

/** Passes on every line; resolves after the last. */
export function askBench(settings: BenchSettings, say: (line: BenchAnswer) => void, signal: AbortSignal): Promise<void> {
  return postLines('api/bench', settings, { decode: decodeBenchAnswer, isLast: ({ kind }) => kind === 'end' || kind === 'refusal' }, say, signal)
}
