/** Runs the helper's bench to its end and decodes its lines. */
import { spawnSync } from 'node:child_process'
import { HELPER } from '../../native/tests/liveRuns.ts'
import type { BenchCell, BenchHello, BenchLine, BenchSkipped } from '../../protocol/bench.ts'
import { decodeBenchLine } from '../../protocol/bench.ts'

export interface Measured {
  hello: BenchHello
  cells: BenchCell[]
  skipped: BenchSkipped[]
}

/** Runs `spawnscope bench ARGV`. `before`: a tracer and its options, in front of it. Throws if it does not end by itself. */
export function measure(words: readonly string[], before: readonly string[] = []): Measured {
  const [file = '', ...argv] = [...before, HELPER, 'bench', ...words, '--format', 'ndjson']
  const { stdout, stderr, error } = spawnSync(file, argv, { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, stdio: ['ignore', 'pipe', 'pipe'] })
  if (error) throw new Error(`${file}: ${error.message}`)
  const lines: BenchLine[] = []
  for (const line of stdout.trimEnd().split('\n')) {
    const verdict = decodeBenchLine(line)
    if (verdict.ok) lines.push(verdict.value)
    else throw new Error(`${[file, ...argv].join(' ')}: ${verdict.field} ${verdict.message} in ${line.slice(0, 200)} ${stderr.slice(0, 400)}`)
  }
  const hello = lines.find((line) => line.kind === 'hello')
  const end = lines.at(-1)
  if (!hello || end?.kind !== 'end' || end.outcome !== 'ended') throw new Error(`${[file, ...argv].join(' ')} did not end: ${stderr.slice(0, 400)}`)
  return { hello, cells: lines.filter((line) => line.kind === 'cell'), skipped: lines.filter((line) => line.kind === 'skipped') }
}
