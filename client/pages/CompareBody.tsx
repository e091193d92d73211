/** Compare once there is something to show: one run leads, the others follow phase by phase. */
import { useCallback, useMemo } from 'react'
import type { Catalog } from '../../protocol/catalog.ts'
import { commandOf } from '../model/command.ts'
import type { ColumnChoice, LinkState, SharedSettings } from '../model/link.ts'
import type { RunLog } from '../store/runLog.ts'
import { useFigures } from '../store/useFigures.ts'
import { useMessages } from '../ui/language.ts'
import { Column } from '../views/Compare/Column.tsx'
import { Passport } from '../views/Passport/Passport.tsx'
import { Settings } from '../views/Settings/Settings.tsx'
import { Stepper } from '../views/Stepper/Stepper.tsx'
import { Terminal } from '../views/Terminal/Terminal.tsx'
import { titleOf } from './titleOf.ts'

interface CompareBodyProps {
  catalog: Catalog
  columns: readonly ColumnChoice[]
  logs: readonly RunLog[]
  settings: SharedSettings
  root: boolean
  focus: number
  at: number | undefined
  runs: string
  canRun: boolean
  onRun: () => void
  onCancel: () => void
  onChange: (part: Partial<LinkState>) => void
}

export function CompareBody({ catalog, columns, logs, settings, root, focus, at, runs, canRun, onRun, onCancel, onChange }: CompareBodyProps) {
  const words = useMessages()
  const titles = useMemo(() => columns.map((column, n) => titleOf(column, logs[n]?.events ?? [], catalog)), [columns, logs, catalog])
  const onAt = useCallback((seq: number, run: number) => onChange({ at: seq, focus: run }), [onChange])
  const figures = useFigures({ titles, logs, focus, at, onAt })
  const leader = figures[focus]
  if (!leader) return null

  return (
    <>
      <h1>{words.tagline}</h1>
      <Stepper figure={leader} keys />
      <Settings settings={settings} catalog={catalog} root={root} onChange={(next) => onChange({ settings: next })} />
      <p className="run-bar">
        <button type="button" className="button" data-tone="primary" disabled={!canRun || runs === 'running'} onClick={onRun}>
          ▶ {words.runAll}
        </button>
        {runs === 'running' && (
          <button type="button" className="button" onClick={onCancel}>
            {words.cancel}
          </button>
        )}
      </p>
      <section className="compare" aria-label={words.compare}>
        {figures.map((figure, n) => {
          const log = logs[n]
          const column = columns[n]
          if (!log || !column) return null
          return (
            <Column
              key={n}
              at={n}
              figure={figure}
              leads={n === focus}
              choice={column}
              catalog={catalog}
              log={log}
              command={commandOf({ ...settings, ...column })}
              onChange={(next) => onChange({ columns: columns.with(n, next) })}
              onRemove={columns.length > 1 ? () => onChange({ columns: columns.toSpliced(n, 1), focus: 0 }) : null}
              onLead={() => onChange({ focus: n, at: figure.story.steps[figure.cursor]?.seq ?? 0 })}
            />
          )
        })}
      </section>
      <Passport columns={logs.map((log, n) => ({ id: columns[n]?.strategy ?? '', title: titles[n] ?? '', log }))} catalog={catalog} asked={['PIPE']} />
      <h2>{words.terminals}</h2>
      <div className="terminals">
        {logs.map((log, n) => (
          <Terminal key={`${n}:${titles[n]}`} title={titles[n] ?? ''} log={log} />
        ))}
      </div>
    </>
  )
}
