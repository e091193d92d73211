/** A real program's run as a claim needs it: the calls of the spawn to judge, and the same calls as a figure to step through. */
import type { TraceEvent } from '../../protocol/events.ts'
import { specimenOf } from '../content/real.ts'
import { realLog } from '../model/claims/realLog.ts'
import type { RunLog } from '../store/runLog.ts'
import { spawnLog } from './spawnLog.ts'

export interface RealTrial {
  judged: readonly TraceEvent[]
  shown: RunLog
}

const known = new WeakMap<RunLog, RealTrial>()

/** A run that spawned nothing stays as it is. Of one that is not over nothing can be judged: its spawn may still come. */
export function realTrial(log: RunLog, strategy: string): RealTrial {
  if (!log.isOver) return { judged: [], shown: log }
  const before = known.get(log)
  if (before) return before
  const rules = specimenOf(strategy)?.window
  const trial = {
    judged: (rules && realLog(log.events, rules)) ?? log.events,
    shown: spawnLog(log, strategy, 'with threads') ?? log,
  }
  known.set(log, trial)
  return trial
}
