/** A part of a log, as the views take it. */
import type { LogFigure } from '../../model/import/openedLog.ts'
import { drawPace } from '../../runs/drawPace.ts'
import { RunLog } from '../../store/runLog.ts'

export function logOf({ events }: LogFigure): RunLog {
  const log = new RunLog('recorded', drawPace)
  log.append(events, [])
  log.finish('ended', null)
  return log
}

/** The program of the start that is shown. `otherwise`: nothing was started. */
export const titleOfStart = ({ start }: LogFigure, otherwise: string): string => (start ? `${start.program ?? start.call ?? '?'} (${start.pid})` : otherwise)
