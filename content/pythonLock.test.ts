/**
 * Python gives its lock (the GIL) up around vfork since 3.12, and in late 3.11. Another thread calls getppid without end: while the
 * first one waits for exec, it either goes on or stands still. Only the order of calls is looked at, no time.
 */
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { releaseWithin } from '../client/model/claims/releases.ts'
import { liveRuns } from '../native/tests/liveRuns.ts'
import { helper } from '../native/tests/running.ts'
import type { TraceEvent } from '../protocol/events.ts'
import { toolchains } from '../scripts/specimens/build.ts'
import { otherReleases } from '../scripts/specimens/otherReleases.ts'
import { eventsIn } from '../scripts/specimens/runSpecimen.ts'

const PROGRAM = path.join(import.meta.dirname, 'testing/twoThreads.py')

function traced(python: string): TraceEvent[] {
  return eventsIn(helper('trace', '--max-events', '200000', '--format', 'ndjson', '--', python, '-I', PROGRAM).stdout)
}

/** How often the other thread began a call while the creating one was suspended. */
function callsMeanwhile(events: readonly TraceEvent[]): number {
  const created = events.findIndex((event) => event.kind === 'create' && event.shares.memory && !event.flags.includes('CLONE_THREAD'))
  const back = events.findIndex((event, at) => at > created && event.kind === 'resume')
  if (created < 0 || back < 0) throw new Error('no vfork in this run')
  return events.slice(created, back).filter((event) => event.kind === 'enter' && event.call === 'getppid').length
}

const RUNS = 2
const MOST_RUNS = 40

const main = toolchains().find(({ strategy }) => strategy === 'python')
const releases = main ? [...(main.version === undefined ? [] : [main]), ...otherReleases(main)] : []
// In 3.11 it changed between two patch releases: 3.11.5 holds it, of 3.11.7 on it is known that it does not.
const known = releases.filter(({ version = '0' }) => releaseWithin(version, '3.10', undefined) && !releaseWithin(version, '3.11.6', '3.11.7'))

describe.skipIf(!liveRuns())('the lock around vfork', () => {
  it.each(known.map(({ version = '0', specimen }) => [version, specimen.run[0] ?? ''] as const))('Python %s', (version, python) => {
    const released = releaseWithin(version, '3.11.7', undefined)
    const counts: number[] = []
    // Whether the other thread gets a processor in so short a time is the scheduler's business: on a busy machine it may stand still
    // with the lock free. One run in which it went on shows that it may; where the lock is held, it stands still in each run.
    do counts.push(callsMeanwhile(traced(python)))
    while (counts.length < (released ? MOST_RUNS : RUNS) && !(released && Math.max(...counts) > 2))
    // A call that was begun before may be reported after the creation.
    if (released) expect(Math.max(...counts)).toBeGreaterThan(2)
    else expect(Math.max(...counts)).toBeLessThanOrEqual(1)
  })
})
