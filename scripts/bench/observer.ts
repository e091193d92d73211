/** What tracing costs: the same measurement alone, under our tracer and under strace. The measured process times itself. */
import { spawnSync } from 'node:child_process'
import { AS_NOBODY } from '../../native/tests/asNobody.ts'
import { HELPER } from '../../native/tests/liveRuns.ts'
import type { ObserverFigure } from '../../protocol/cost.ts'
import { measure } from './costLines.ts'
import { median } from './median.ts'

const ROUNDS = 3
const REPEAT = '21'
/** Our tracer shares one processor with its tracee, so strace does too; on two, strace would be slower still. */
const PINNED = ['taskset', '-c', '0']

/** Rounds alternate, so that drift affects all alike. Returns the median of the rounds' medians. `missing` gets why strace is left out. */
export function measureObservers(strategies: readonly string[], missing: (words: string) => void): ObserverFigure {
  const strace = /version (\S+)/.exec(spawnSync('strace', ['-V'], { encoding: 'utf8' }).stdout ?? '')?.[1]
  if (!strace) missing('observer: there is no strace. Cure: apt-get install strace')
  const watchers: { watcher: 'nobody' | 'spawnscope' | 'strace'; before: string[] }[] = [
    { watcher: 'nobody', before: [] },
    {
      watcher: 'spawnscope',
      before: [HELPER, 'trace', '--pin', 'on', '--format', 'ndjson', '--output', '/dev/null', '--timeout', '60000', '--max-events', '1000000', '--'],
    },
    ...(strace ? [{ watcher: 'strace' as const, before: [...PINNED, 'strace', '-f', '-o', '/dev/null'] }] : []),
  ]
  const seen = new Map<string, number[]>()
  for (let round = 0; round < ROUNDS; round += 1)
    for (const { watcher, before } of watchers)
      for (const cell of measure([...strategies, '--memory', '1', '--repeat', REPEAT, ...AS_NOBODY], before).cells) {
        const key = `${watcher} ${cell.strategy}`
        seen.set(key, [...(seen.get(key) ?? []), cell.median])
      }
  return {
    strace: strace ?? null,
    rows: strategies.map((strategy) => {
      const of = (watcher: string): number | null => {
        const medians = seen.get(`${watcher} ${strategy}`)
        return medians ? median(medians) : null
      }
      return { strategy, alone: of('nobody') ?? 0, spawnscope: of('spawnscope') ?? 0, strace: of('strace') }
    }),
  }
}
