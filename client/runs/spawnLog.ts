/** Only the spawn of a real program's run, in phases; undefined if the run spawned nothing. */
import { specimenOf } from '../content/real.ts'
import { phasedWindow } from '../model/likeness/phased.ts'
import { windowOf } from '../model/likeness/window.ts'
import { RunLog } from '../store/runLog.ts'
import { drawPace } from './drawPace.ts'

export function spawnLog({ events, gaps, source, recording }: RunLog, strategy: string, others?: Parameters<typeof phasedWindow>[2]): RunLog | undefined {
  const rules = specimenOf(strategy)?.window
  const window = rules && windowOf(events, rules)
  if (!window) return undefined
  const spawn = new RunLog(source, drawPace)
  spawn.append(phasedWindow(events, window, others), gaps)
  spawn.finish('ended', null, recording)
  return spawn
}
