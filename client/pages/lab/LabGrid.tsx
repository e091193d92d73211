import { memo, useMemo } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import type { RunSettings } from '../../../protocol/runSettings.ts'
import { type Axis, axesOf } from '../../model/axis.ts'
import { commandOf } from '../../model/command.ts'
import { FIRST_GRID, type GridChoice, gridRows, gridValues, gridWord } from '../../model/grid.ts'
import type { Capabilities } from '../../runs/capabilities.ts'
import type { RunLog } from '../../store/runLog.ts'
import { useLabWords } from '../../words/labWords.ts'
import { Grid } from './Grid.tsx'
import { GridExports } from './GridExports.tsx'
import { SignalSelect } from './settings/SignalSelect.tsx'
import { useGrid } from './useGrid.ts'

interface LabGridProps {
  catalog: Catalog
  capabilities: Capabilities
  settings: RunSettings
  root: boolean
  /** What the link says of the grid. */
  choice: GridChoice | undefined
  onChoice: (choice: GridChoice) => void
  onOpen: (settings: RunSettings, log: RunLog) => void
}

/** The choice of the setting to vary, and the grid of its outcomes. */
export const LabGrid = memo(function LabGrid({ choice = FIRST_GRID, root, ...props }: LabGridProps) {
  const signal = choice.signal ?? FIRST_GRID.signal ?? ''
  const axes = useMemo(() => axesOf(props.catalog, signal, root), [props.catalog, signal, root])
  const axis = axes.find(({ key }) => key === choice.vary) ?? axes[0]
  return axis ? <LabGridOf {...props} choice={choice} axes={axes} axis={axis} signal={signal} /> : null
})

interface LabGridOfProps extends Omit<LabGridProps, 'root' | 'choice'> {
  choice: GridChoice
  axes: readonly Axis[]
  axis: Axis
  signal: string
}

function LabGridOf({ catalog, capabilities, settings, choice, onChoice, onOpen, axes, axis, signal }: LabGridOfProps) {
  const words = useLabWords()
  const { specimens } = catalog
  const real = useMemo(() => (specimens ?? []).map(({ strategy }) => strategy), [specimens])
  const rows = useMemo(() => gridRows(catalog, choice, real), [catalog, choice, real])
  const values = useMemo(() => gridValues(axis, choice), [axis, choice])
  const asked = `${gridWord(choice)} ${commandOf({ ...settings, strategy: '' })}`
  const grid = useGrid({ rows, values, settings, asked }, capabilities)
  const number = axis.signal ? (catalog.signals.find(({ name }) => name === signal)?.number ?? 0) : 0
  return (
    <section className="lab-grid" aria-labelledby="lab-grid">
      <h2 id="lab-grid">{words.grid}</h2>
      <p className="note">{words.gridIntro}</p>
      <GridBar {...{ catalog, axes, axis, signal, choice, onChoice }} real={real.length > 0} />
      <div className="lab-grid-bar">
        <button type="button" className="button" data-tone="primary" disabled={!capabilities.canRun || grid.running} onClick={() => void grid.fill()}>
          {capabilities.reach.is === 'files' ? words.fillRecorded : words.fill}
        </button>
        {grid.running && (
          <button type="button" className="button" onClick={grid.cancel}>
            {words.cancel}
          </button>
        )}
        <p role="status" className="quiet">
          {grid.cells.length > 0 && words.gridProgress(grid.done, grid.all)}
        </p>
        {grid.done > 0 && <GridExports {...{ catalog, rows, values, number, choice }} cells={grid.cells} flag={axis.flag} />}
      </div>
      <Grid
        {...{ catalog, axis, rows, values, number }}
        cells={grid.cells}
        onOpen={({ settings: own, log }) => {
          if (log) onOpen(own, log)
        }}
      />
    </section>
  )
}

interface GridBarProps extends Pick<LabGridOfProps, 'catalog' | 'axes' | 'axis' | 'signal' | 'choice' | 'onChoice'> {
  real: boolean
}

/** What the grid varies, and which rows it has. All of it is in the link. */
function GridBar({ catalog, axes, axis, signal, choice, onChoice, real }: GridBarProps) {
  const words = useLabWords()
  const { only: _, ...rest } = choice
  return (
    <div className="lab-grid-bar">
      <label>
        {words.vary}{' '}
        <select className="select" value={axis.key} onChange={(event) => onChoice({ ...rest, vary: event.target.value })}>
          {axes.map(({ key, flag }) => (
            <option key={key} value={key}>
              {flag}
            </option>
          ))}
        </select>
      </label>
      {axis.signal && (
        <span>
          {words.about}{' '}
          <SignalSelect
            label={words.about}
            catalog={catalog}
            value={signal}
            without={['KILL', 'STOP']}
            onChange={(name) => onChoice({ ...rest, signal: name })}
          />
        </span>
      )}
      <label>
        {words.gridValues}{' '}
        <select
          className="select"
          value={choice.only === undefined ? '*' : `=${choice.only}`}
          onChange={({ target }) => onChoice(target.value === '*' ? rest : { ...rest, only: target.value.slice(1) })}
        >
          <option value="*">{words.gridAllValues}</option>
          {axis.values.map(({ word }) => (
            <option key={word} value={`=${word}`}>
              {word === '' ? words.leftOut : word}
            </option>
          ))}
        </select>
      </label>
      <GridSwitch choice={choice} of="editions" label={words.gridEditions} onChoice={onChoice} />
      {real && <GridSwitch choice={choice} of="real" label={words.gridRealPrograms} onChoice={onChoice} />}
    </div>
  )
}

function GridSwitch({ choice, of, label, onChoice }: { choice: GridChoice; of: 'editions' | 'real'; label: string; onChoice: (choice: GridChoice) => void }) {
  const { [of]: on = false, ...rest } = choice
  return (
    <label className="lab-switch">
      <input type="checkbox" checked={on} onChange={(event) => onChoice(event.target.checked ? { ...rest, [of]: true } : rest)} />
      {label}
    </label>
  )
}
