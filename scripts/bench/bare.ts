/** Checks the figures of `spawnscope bench`: its medians beside those of a bare loop of the same calls. */
import { spawnSync } from 'node:child_process'
import { HELPER } from '../../native/tests/liveRuns.ts'
import { decodeBenchLine } from '../../protocol/bench.ts'
import { keep } from './keep.mjs'

const STRATEGIES = ['fork', 'vfork', 'clone', 'posix_spawn']

/** Prints and stores the ratio for each strategy. 1 is exact; on a quiet machine it should be within 5 %. */
export function besideBareLoops(): void {
  const { stdout } = spawnSync(HELPER, ['bench', ...STRATEGIES, '--bare', 'on', '--memory', '64M', '--repeat', '101'], { encoding: 'utf8' })
  const cells = stdout
    .trimEnd()
    .split('\n')
    .map(decodeBenchLine)
    .flatMap((verdict) => (verdict.ok && verdict.value.kind === 'cell' ? [verdict.value] : []))
  for (const strategy of STRATEGIES) {
    const medianOf = (source: string): number => cells.find((cell) => cell.source === source && cell.strategy === strategy)?.median ?? Number.NaN
    const ratio = medianOf('ours') / medianOf('bare')
    keep('beside a bare loop', { strategy, oursNs: medianOf('ours'), bareNs: medianOf('bare'), ratio: Number(ratio.toFixed(3)) })
  }
}
