/** Runs of an earlier visit. The server has stored them, so a reload and a walk to another page lose nothing. */
import { RunLog } from '../store/runLog.ts'
import { foldedAhead } from '../store/storyOf.ts'
import { drawPace } from './drawPace.ts'
import type { Outside } from './outside/outside.ts'

export interface KeptRuns {
  /** Where the latest run of an experiment is, by experimentKey: the server's id, or SHIPPED. */
  of: Readonly<Record<string, string>>
  keep: (key: string, where: string) => void
}

/** The run was played from the recording that ships with the project. */
export const SHIPPED = 'shipped'

/** Undefined if the server no longer has it. */
export async function storedRun(id: string, outside: Outside): Promise<RunLog | undefined> {
  const log = new RunLog('recorded', drawPace)
  await outside.stored(id, foldedAhead(log)).catch(() => undefined)
  return log.status === 'ended' && log.events.length > 0 ? log : undefined
}
