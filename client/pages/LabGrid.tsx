import { useMemo, useState } from 'react'
import type { Catalog } from '../../protocol/catalog.ts'
import type { RunSettings } from '../../protocol/settings.ts'
import type { Laboratory } from '../app/laboratory.ts'
import { useGrid } from '../app/useGrid.ts'
import { axesOf } from '../model/axis.ts'
import { commandOf } from '../model/command.ts'
import type { RunLog } from '../store/runLog.ts'
import { useLabWords } from '../ui/labWords.ts'
import { Grid } from '../views/Grid/Grid.tsx'
import { SignalSelect } from '../views/LabSettings/SignalSelect.tsx'

interface LabGridProps {
  catalog: Catalog
  laboratory: Laboratory
  settings: RunSettings
  root: boolean
  onOpen: (settings: RunSettings, log: RunLog) => void
}

/** Which setting is varied, and the grid of what came of it. */
export function LabGrid({ catalog, laboratory, settings, root, onOpen }: LabGridProps) {
  const words = useLabWords()
  const [signal, setSignal] = useState('PIPE')
  const [key, setKey] = useState('signal')
  const axes = useMemo(() => axesOf(catalog, signal, root), [catalog, signal, root])
  const axis = axes.find((one) => one.key === key) ?? axes[0]
  if (!axis) return null
  return <LabGridOf {...{ catalog, laboratory, settings, onOpen, axes, axis, signal }} onKey={setKey} onSignal={setSignal} words={words} />
}

interface LabGridOfProps extends Omit<LabGridProps, 'root'> {
  axes: ReturnType<typeof axesOf>
  axis: ReturnType<typeof axesOf>[number]
  signal: string
  words: ReturnType<typeof useLabWords>
  onKey: (key: string) => void
  onSignal: (signal: string) => void
}

function LabGridOf({ catalog, laboratory, settings, onOpen, axes, axis, signal, words, onKey, onSignal }: LabGridOfProps) {
  const asked = `${axis.key} ${axis.signal ? signal : ''} ${commandOf({ ...settings, strategy: '' })}`
  const grid = useGrid(catalog, axis, settings, asked, laboratory)
  return (
    <section className="lab-grid" aria-labelledby="lab-grid">
      <h2 id="lab-grid">{words.grid}</h2>
      <p className="note">{words.gridIntro}</p>
      <div className="lab-grid-bar">
        <label>
          {words.vary}{' '}
          <select className="select" value={axis.key} onChange={(event) => onKey(event.target.value)}>
            {axes.map(({ key: one, flag }) => (
              <option key={one} value={one}>
                {flag}
              </option>
            ))}
          </select>
        </label>
        {axis.signal && (
          <span>
            {words.about} <SignalSelect label={words.about} catalog={catalog} value={signal} without={['KILL', 'STOP']} onChange={onSignal} />
          </span>
        )}
        <button type="button" className="button" disabled={!laboratory.canRun || grid.running} onClick={() => void grid.fill()}>
          {laboratory.reach.is === 'files' ? words.fillRecorded : words.fill}
        </button>
        {grid.running && (
          <button type="button" className="button" onClick={laboratory.cancel}>
            {words.cancel}
          </button>
        )}
        <p role="status" className="quiet">
          {grid.cells.length > 0 && words.gridProgress(grid.done, grid.all)}
        </p>
      </div>
      <Grid
        catalog={catalog}
        axis={axis}
        signal={signal}
        cells={grid.cells}
        onOpen={({ strategy, at }) => {
          const cell = grid.cells.find((one) => one.strategy === strategy && one.at === at)
          if (cell) onOpen(cell.settings, cell.log)
        }}
      />
    </section>
  )
}
