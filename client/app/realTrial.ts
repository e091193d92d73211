/** A real program's run as a claim takes it: the calls of the spawn to judge, and the same as a figure to step through. */
import type { TraceEvent } from '../../protocol/events.ts'
import { specimenOf } from '../content/real.ts'
import { realLog } from '../model/claims/realLog.ts'
import { phasedWindow } from '../model/likeness/phased.ts'
import { windowOf } from '../model/likeness/window.ts'
import { RunLog } from '../store/runLog.ts'
import { nextFrame } from './nextFrame.ts'

export interface RealTrial {
  judged: readonly TraceEvent[]
  shown: RunLog
}

const known = new WeakMap<RunLog, RealTrial>()

/** Only of a run that is over. One in which nothing was spawned is taken as it is. */
export function realTrial(log: RunLog, strategy: string): RealTrial {
  const before = known.get(log)
  if (before) return before
  const rules = specimenOf(strategy)?.window
  const window = rules && windowOf(log.events, rules)
  const trial = {
    judged: (rules && realLog(log.events, rules)) ?? log.events,
    shown: window ? figureOf(log, phasedWindow(log.events, window, 'with threads')) : log,
  }
  known.set(log, trial)
  return trial
}

function figureOf({ source, gaps, recording }: RunLog, events: TraceEvent[]): RunLog {
  const log = new RunLog(source, nextFrame)
  log.append(events, gaps)
  log.finish('ended', null, recording)
  return log
}
