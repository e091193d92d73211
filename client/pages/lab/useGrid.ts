/** The runs of the outcome grid, one after the other. Asking for another grid empties it. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { RunSettings } from '../../../protocol/runSettings.ts'
import { orNotFetched } from '../../content/fetchedOnce.ts'
import type { AxisValue } from '../../model/axis.ts'
import type { GridRow } from '../../model/grid.ts'
import { SAME_SETTINGS } from '../../model/link.ts'
import type { Capabilities } from '../../runs/capabilities.ts'
import { drawPace } from '../../runs/drawPace.ts'
import { useOwnRuns } from '../../runs/useOwnRuns.ts'
import { RunLog } from '../../store/runLog.ts'

export interface GridRun {
  /** The id of its row. */
  row: string
  /** The index of its value. */
  at: number
  settings: RunSettings
  /** Null if the real program cannot be run with such settings. */
  log: RunLog | null
}

export interface GridRuns {
  cells: readonly GridRun[]
  done: number
  all: number
  running: boolean
  fill: () => Promise<void>
  cancel: () => void
}

interface GridAsked {
  rows: readonly GridRow[]
  values: readonly AxisValue[]
  /** The settings that all cells share. */
  settings: RunSettings
  /** A key for what the grid shows; a different key starts a new grid. */
  asked: string
}

export function useGrid({ rows, values, settings, asked }: GridAsked, capabilities: Capabilities): GridRuns {
  const { source } = capabilities
  const { run, cancelAll } = useOwnRuns(capabilities)
  const [cells, setCells] = useState<GridRun[]>([])
  const [running, setRunning] = useState(false)
  const turn = useRef(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key changes when another grid is asked for.
  useEffect(() => {
    turn.current += 1
    setCells([])
    setRunning(false)
  }, [asked])
  useEffect(
    () => () => {
      turn.current += 1
    },
    [],
  )

  const fill = useCallback(async () => {
    turn.current += 1
    const mine = turn.current
    setRunning(true)
    setCells([])
    // Editions and switches belong to one strategy.
    const { edition: _, set: __, ...shared } = settings
    for (const row of rows) {
      for (const [at, value] of values.entries()) {
        if (mine !== turn.current) return
        const own = { ...shared, strategy: row.strategy, ...(row.edition !== undefined && { edition: row.edition }) }
        const cell = await begin(row, at, value.apply(own), { run, source }, (begun) => mine === turn.current && setCells((before) => [...before, begun]))
        if (mine === turn.current) setCells((before) => before.map((one) => (one.row === cell.row && one.at === cell.at ? cell : one)))
        // Cancelled: skip the remaining cells too.
        if (cell.log?.status === 'cancelled' && mine === turn.current) return setRunning(false)
      }
    }
    if (mine === turn.current) setRunning(false)
  }, [rows, values, settings, run, source])

  return {
    cells,
    done: cells.filter(({ log }) => log?.status !== 'running' && log?.status !== 'empty').length,
    all: rows.length * values.length,
    running,
    fill,
    cancel: cancelAll,
  }
}

/** Runs one cell. `begun` gets it with a log that fills; what is returned has the log to show. */
async function begin(
  row: GridRow,
  at: number,
  settings: RunSettings,
  { run, source }: Pick<Capabilities, 'run' | 'source'>,
  begun: (cell: GridRun) => void,
): Promise<GridRun> {
  const log = new RunLog(source, drawPace)
  const cell = { row: row.id, at, settings, log }
  begun(cell)
  if (!row.real) {
    await run(settings, log)
    return cell
  }
  const { realSettingOf, runReal } = await orNotFetched(import('../../runs/realColumn.ts'))
  const { strategy, ...shared } = settings
  const column = { strategy, specimen: SAME_SETTINGS }
  const { fits, name, signals } = realSettingOf(column, shared)
  if (!fits) return { ...cell, log: null }
  return { ...cell, settings: { strategy, specimen: name, ...signals }, log: await runReal(column, shared, { run, source }) }
}
