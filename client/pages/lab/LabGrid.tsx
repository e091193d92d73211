import { useMemo, useState } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import type { RunSettings } from '../../../protocol/settings.ts'
import { axesOf } from '../../model/axis.ts'
import { commandOf } from '../../model/command.ts'
import type { Capabilities } from '../../runs/capabilities.ts'
import type { RunLog } from '../../store/runLog.ts'
import { useLabWords } from '../../words/labWords.ts'
import { Grid } from './Grid.tsx'
import { SignalSelect } from './settings/SignalSelect.tsx'
import { useGrid } from './useGrid.ts'

interface LabGridProps {
  catalog: Catalog
  capabilities: Capabilities
  settings: RunSettings
  root: boolean
  onOpen: (settings: RunSettings, log: RunLog) => void
}

/** The choice of the setting to vary, and the grid of its outcomes. */
export function LabGrid({ catalog, capabilities, settings, root, onOpen }: LabGridProps) {
  const words = useLabWords()
  const [signal, setSignal] = useState('PIPE')
  const [key, setKey] = useState('signal')
  const axes = useMemo(() => axesOf(catalog, signal, root), [catalog, signal, root])
  const axis = axes.find((one) => one.key === key) ?? axes[0]
  if (!axis) return null
  return <LabGridOf {...{ catalog, capabilities, settings, onOpen, axes, axis, signal }} onKey={setKey} onSignal={setSignal} words={words} />
}

interface LabGridOfProps extends Omit<LabGridProps, 'root'> {
  axes: ReturnType<typeof axesOf>
  axis: ReturnType<typeof axesOf>[number]
  signal: string
  words: ReturnType<typeof useLabWords>
  onKey: (key: string) => void
  onSignal: (signal: string) => void
}

function LabGridOf({ catalog, capabilities, settings, onOpen, axes, axis, signal, words, onKey, onSignal }: LabGridOfProps) {
  const asked = `${axis.key} ${axis.signal ? signal : ''} ${commandOf({ ...settings, strategy: '' })}`
  const grid = useGrid(catalog, axis, settings, asked, capabilities)
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
        <button type="button" className="button" disabled={!capabilities.canRun || grid.running} onClick={() => void grid.fill()}>
          {capabilities.reach.is === 'files' ? words.fillRecorded : words.fill}
        </button>
        {grid.running && (
          <button type="button" className="button" onClick={capabilities.cancel}>
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
