/** A column's latest run as lines. It follows a run from its first line; the figures above may still show the run before it. */
import { memo } from 'react'
import { commandOf, ranCommand } from '../../model/command.ts'
import type { Figure } from '../../model/figure.ts'
import { helloOf } from '../../model/helloOf.ts'
import type { ColumnChoice, SharedSettings } from '../../model/link.ts'
import type { RunLog } from '../../store/runLog.ts'
import { Terminal } from '../../views/Terminal/Terminal.tsx'
import { type LatestRuns, useLatestRun } from './latestRuns.ts'

interface ColumnTerminalProps {
  at: number
  title: string
  /** The run that the figures show. */
  log: RunLog
  latest: LatestRuns
  figure: Figure | undefined
  choice: ColumnChoice | undefined
  settings: SharedSettings
}

export const ColumnTerminal = memo(function ColumnTerminal({ at, title, log: drawn, latest, figure, choice, settings }: ColumnTerminalProps) {
  const log = useLatestRun(latest, at) ?? drawn
  // The command of the run that is shown; before there is one, the command that will run.
  const hello = helloOf(drawn.events)
  const command = hello ? ranCommand(hello.argv) : commandOf({ ...settings, strategy: '', ...choice })
  return <Terminal title={title} log={log} figure={log === drawn ? figure : undefined} {...(choice?.specimen === undefined && { command })} />
})
