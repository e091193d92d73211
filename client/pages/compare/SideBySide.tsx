/** All runs of the comparison side by side: settings, what differs, columns, the children's passport, terminals. */
import { Plus } from 'lucide-react'
import { useMemo } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import { StaleFigure, StaleNote } from '../../figures/StaleFigure.tsx'
import { commandOf, ranCommand } from '../../model/command.ts'
import { onlyHere } from '../../model/differences.ts'
import type { Figure } from '../../model/figure.ts'
import { helloOf } from '../../model/helloOf.ts'
import { type ColumnChoice, type LinkState, MAX_COLUMNS, type SharedSettings } from '../../model/link.ts'
import type { Staleness } from '../../model/staleRun.ts'
import type { RunLog } from '../../store/runLog.ts'
import { Boundary } from '../../ui/Boundary.tsx'
import { Later } from '../../ui/Later.tsx'
import { ChildrenPassport } from '../../views/Passport/ChildrenPassport.tsx'
import { Terminal } from '../../views/Terminal/Terminal.tsx'
import { Timeline } from '../../views/Timeline/Timeline.tsx'
import { useMessages } from '../../words/messages.ts'
import { Column } from './Column.tsx'
import { Differences } from './Differences.tsx'
import { Settings } from './Settings.tsx'

/** From top to bottom. Column.tsx orders what comes between. */
const ORDER = { settings: 6, differences: 7, passport: 20, terminals: 21 }
const NONE: ReadonlySet<string> = new Set()

interface SideBySideProps {
  catalog: Catalog
  columns: readonly ColumnChoice[]
  logs: readonly RunLog[]
  figures: readonly Figure[]
  titles: readonly string[]
  settings: SharedSettings
  root: boolean
  focus: number
  /** Signals that the settings name. */
  asked: readonly string[]
  /** For each run, whether it answers the page's settings. */
  stale: readonly Staleness[]
  onRun: (() => void) | undefined
  onLead: (run: number) => void
  onChange: (part: Partial<LinkState>) => void
}

export function SideBySide({ catalog, columns, logs, figures, titles, settings, root, focus, asked, stale, onRun, onLead, onChange }: SideBySideProps) {
  const words = useMessages()
  // biome-ignore lint/correctness/useExhaustiveDependencies: logs grow in place; their versions change.
  const own = useMemo(() => onlyHere(logs.map(({ events }) => events)), [logs, logs.map(({ version }) => version).join()])
  const any = stale.includes('not-run') ? 'not-run' : 'no'
  return (
    <>
      <div className="compare-head">
        <h2>{words.sideBySide}</h2>
        <button
          type="button"
          className="button"
          disabled={columns.length >= MAX_COLUMNS}
          onClick={() => onChange({ columns: [...columns, { strategy: 'fork' }] })}
        >
          <Plus aria-hidden="true" /> {words.addColumn}
        </button>
      </div>
      <Later order={ORDER.settings}>
        <Settings settings={settings} catalog={catalog} root={root} onChange={(next) => onChange({ settings: next })}>
          <StaleNote is={any} onRun={onRun} />
        </Settings>
      </Later>
      <Later order={ORDER.differences}>
        <StaleFigure is={any} onRun={onRun}>
          <Differences figures={figures} logs={logs} />
        </StaleFigure>
      </Later>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard. */}
      <section className="compare" aria-label={words.compare} tabIndex={0}>
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
              settings={settings}
              log={log}
              command={commandOf({ ...settings, ...column })}
              stale={stale[n] ?? 'no'}
              onRun={onRun}
              onChange={(next) => onChange({ columns: columns.with(n, next) })}
              onRemove={columns.length > 1 ? () => onChange({ columns: columns.toSpliced(n, 1), focus: 0 }) : null}
              onLead={() => onLead(n)}
              own={own[n] ?? NONE}
            >
              <Boundary of={figure}>
                <Timeline figure={figure} size="compact" />
              </Boundary>
            </Column>
          )
        })}
      </section>
      <Later order={ORDER.passport}>
        <StaleFigure is={any} onRun={onRun}>
          <ChildrenPassport columns={logs.map((log, n) => ({ id: strategyOf(n), title: titles[n] ?? '', log }))} catalog={catalog} asked={asked} />
        </StaleFigure>
      </Later>
      <Later order={ORDER.terminals}>
        <h2>{words.terminals}</h2>
        <div className="terminals">
          {logs.map((log, n) => (
            <Later key={`${n}:${titles[n]}`} order={ORDER.terminals}>
              <StaleFigure is={stale[n] ?? 'no'} onRun={onRun}>
                <Terminal title={titles[n] ?? ''} log={log} figure={figures[n]} {...(columns[n]?.specimen === undefined && { command: shownCommand(n) })} />
              </StaleFigure>
            </Later>
          ))}
        </div>
      </Later>
    </>
  )

  /** The command of the run that is shown; before there is one, the command that will run. */
  function shownCommand(run: number): string {
    const hello = helloOf(logs[run]?.events ?? [])
    return hello ? ranCommand(hello.argv) : commandOf({ ...settings, ...columns[run], strategy: strategyOf(run) })
  }

  function strategyOf(run: number): string {
    return helloOf(logs[run]?.events ?? [])?.strategy ?? columns[run]?.strategy ?? ''
  }
}
