/** The runs of the outcome grid, one after the other. Asking for another grid empties it. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import type { RunSettings } from '../../../protocol/settings.ts'
import type { Axis } from '../../model/axis.ts'
import type { Capabilities } from '../../runs/capabilities.ts'
import { nextFrame } from '../../runs/nextFrame.ts'
import { useEndOnLeave } from '../../runs/useEndOnLeave.ts'
import { RunLog } from '../../store/runLog.ts'

export interface GridRun {
  strategy: string
  at: number
  settings: RunSettings
  log: RunLog
}

export interface GridRuns {
  cells: readonly GridRun[]
  done: number
  all: number
  running: boolean
  fill: () => Promise<void>
}

/** `asked`: a key for what the grid shows; a different key starts a new grid. */
export function useGrid(catalog: Catalog, axis: Axis, settings: RunSettings, asked: string, capabilities: Capabilities): GridRuns {
  const { run, source } = capabilities
  const during = useEndOnLeave(capabilities)
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
    for (const { id } of catalog.strategies) {
      for (const [at, value] of axis.values.entries()) {
        if (mine !== turn.current) return
        // Editions and switches belong to one strategy.
        const { edition: _, set: __, ...shared } = settings
        const cell = { strategy: id, at, settings: value.apply({ ...shared, strategy: id }), log: new RunLog(source, nextFrame) }
        setCells((before) => [...before, cell])
        await during(run(cell.settings, cell.log))
        // Cancelled: skip the remaining cells too.
        if (cell.log.status === 'cancelled' && mine === turn.current) return setRunning(false)
      }
    }
    if (mine === turn.current) setRunning(false)
  }, [catalog, axis, settings, run, source, during])

  return {
    cells,
    done: cells.filter(({ log }) => log.status !== 'running' && log.status !== 'empty').length,
    all: catalog.strategies.length * axis.values.length,
    running,
    fill,
  }
}
