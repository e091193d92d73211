/** A column that shows the real program, run here under the page's settings or recorded. The first such column fetches this code. */
import { specimenOf } from '../content/real.ts'
import { type SettingFor, settingFor } from '../model/likeness/settingFor.ts'
import { type ColumnChoice, SAME_SETTINGS, type SharedSettings } from '../model/link.ts'
import { realProgramOf } from '../model/realProgram.ts'
import { RunLog } from '../store/runLog.ts'
import type { Capabilities } from './capabilities.ts'
import { drawPace } from './drawPace.ts'
import { realTrial } from './realTrial.ts'
import { recordedReal } from './recordedReal.ts'

/** The setting under which a column's program runs. */
export function realSettingOf({ strategy, specimen }: ColumnChoice, settings: SharedSettings): SettingFor {
  const rules = specimenOf(strategy)
  if (specimen !== SAME_SETTINGS) return { name: specimen ?? 'plain', fits: true }
  return rules ? settingFor(settings, rules) : { name: 'plain', fits: false }
}

/** Runs the program. Resolves to a log with only the spawn, in phases, or with the reason why there is none. */
export async function runReal(column: ColumnChoice, settings: SharedSettings, { run, source }: Pick<Capabilities, 'run' | 'source'>): Promise<RunLog> {
  const log = new RunLog(source, drawPace)
  const { name, signals } = realSettingOf(column, settings)
  await run({ strategy: column.strategy, specimen: name, ...signals }, log)
  return log.refusal ? log : realTrial(log, column.strategy).shown
}

/** The recorded run; undefined if none ships. */
export async function recordedRealColumn(column: ColumnChoice, settings: SharedSettings): Promise<RunLog | undefined> {
  const { name, signals } = realSettingOf(column, settings)
  return signals ? undefined : (await recordedReal(column.strategy, name))?.log
}

/** A stored run as a column shows it: for a real program, only the spawn. */
export function spawnAlone(log: RunLog): RunLog {
  const strategy = realProgramOf(log.events)
  return strategy === undefined ? log : realTrial(log, strategy).shown
}
