/** The trace of a program that is none of ours, as a column of Compare. The first such column fetches this code. */
import { OpenedLog } from '../model/import/openedLog.ts'
import { RunLog } from '../store/runLog.ts'
import { drawPace } from './drawPace.ts'

/** The start that a reader most probably looks for, in phases. */
export function firstStart({ events, gaps, source, recording }: RunLog): RunLog {
  const opened = new OpenedLog(events)
  const start = new RunLog(source, drawPace)
  start.append(opened.figure(opened.first).events, gaps)
  start.finish('ended', null, recording)
  return start
}
