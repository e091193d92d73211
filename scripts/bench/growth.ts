/**
 * How long the model takes for a log that is ten times as long: the export for Chrome and Perfetto of 10,000 and of 100,000 events, the
 * story and its picture of 120 and of 1,200 children. Ten times is linear. The long and the short take turns in one run, because other
 * work on the machine slows both. `npm test` counts visits instead (client/model/growth.test.ts).
 */
import { performance } from 'node:perf_hooks'
import { chromeTrace } from '../../client/model/export/traceEvents.ts'
import { Story } from '../../client/model/story.ts'
import { LOGS } from '../../client/model/testing/grownLogs.ts'
import { timelineOf } from '../../client/model/timeline.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import { keep } from './keep.mjs'
import { median } from './median.ts'
import { rounded } from './rounded.ts'

const TURNS = 9
/** So many events a child in this log. */
const KIND = 'children one after another'
const EACH = 13

const WORK: Record<string, { children: readonly [number, number]; work: (events: readonly TraceEvent[]) => unknown }> = {
  'Chrome export': { children: [10_000 / EACH, 100_000 / EACH], work: (events) => JSON.stringify(chromeTrace(events)) },
  story: { children: [120, 1200], work: (events) => timelineOf(new Story().follow(events)) },
}

const logOf = (children: number): TraceEvent[] => LOGS[KIND]?.(Math.round(children)) ?? []

function took(work: () => unknown): number {
  const began = performance.now()
  work()
  return performance.now() - began
}

export function growthOfLogs(): void {
  for (const [name, { children, work }] of Object.entries(WORK)) {
    const logs = children.map(logOf)
    const times = logs.map((): number[] => [])
    // The first turn warms the engine up.
    for (let turn = 0; turn <= TURNS; turn += 1)
      for (const [n, log] of logs.entries()) {
        const ms = took(() => work(log))
        if (turn > 0) times[n]?.push(ms)
      }
    const [short = 0, long = 0] = times.map(median)
    keep(`growth: ${name}`, {
      events: logs.map(({ length }) => length),
      ms: [short, long].map((ms) => rounded(ms)),
      ratio: rounded(long / short),
      medianOf: TURNS,
    })
  }
}
