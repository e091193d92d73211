/** All runs of the comparison side by side: settings, what differs, columns, the children's passport, terminals. */
import { Plus } from 'lucide-react'
import { memo, useMemo, useRef } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import { StaleFigure } from '../../figures/StaleFigure.tsx'
import { onlyHere } from '../../model/differences.ts'
import type { Figure } from '../../model/figure.ts'
import { helloOf } from '../../model/helloOf.ts'
import { type ColumnChoice, type LinkState, MAX_COLUMNS, type SharedSettings } from '../../model/link.ts'
import type { Staleness } from '../../model/staleRun.ts'
import type { RunLog } from '../../store/runLog.ts'
import { Later } from '../../ui/Later.tsx'
import { ChildrenPassport } from '../../views/Passport/ChildrenPassport.tsx'
import { useColumnWords } from '../../words/columnWords.ts'
import { useMessages } from '../../words/messages.ts'
import { Column } from './Column.tsx'
import { ColumnTerminal } from './ColumnTerminal.tsx'
import { Differences } from './Differences.tsx'
import type { LatestRuns } from './latestRuns.ts'
import { Settings } from './Settings.tsx'
import { useColumnActs } from './useColumnActs.ts'

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
  latest: LatestRuns
  onLead: (run: number) => void
  onChange: (part: Partial<LinkState>) => void
}

/** Drawn when something to see has changed. A run that begins is seen only in its column's state and its terminal. */
export const SideBySide = memo(function SideBySide(props: SideBySideProps) {
  const { catalog, columns, logs, figures, titles, settings, root, focus, asked, stale, latest, onChange } = props
  const words = useMessages()
  const columnWords = useColumnWords()
  const own = useOnlyHere(logs)
  const acts = useColumnActs(props)
  const any = stale.includes('not-run') ? 'not-run' : 'no'
  const shared = useMemo(
    () => (
      <Later order={ORDER.settings}>
        <Settings {...{ settings, catalog, root }} stale={any} onChange={acts.set} />
      </Later>
    ),
    [settings, catalog, root, any, acts],
  )
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
          <Plus aria-hidden="true" /> {columnWords.addColumn}
        </button>
      </div>
      {shared}
      <Later order={ORDER.differences}>
        <StaleFigure is={any}>
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
              latest={latest}
              stale={stale[n] ?? 'no'}
              acts={acts}
              only={columns.length === 1}
              own={own[n] ?? NONE}
            />
          )
        })}
      </section>
      <Later order={ORDER.passport}>
        <StaleFigure is={any}>
          <ChildrenPassport columns={logs.map((log, n) => ({ id: strategyOf(n), title: titles[n] ?? '', log }))} catalog={catalog} asked={asked} />
        </StaleFigure>
      </Later>
      <Later order={ORDER.terminals}>
        <h2>{columnWords.terminals}</h2>
        <div className="terminals">
          {logs.map((log, n) => (
            <Later key={`${n}:${titles[n]}`} order={ORDER.terminals}>
              <StaleFigure is={stale[n] ?? 'no'}>
                <ColumnTerminal at={n} title={titles[n] ?? ''} log={log} latest={latest} figure={figures[n]} choice={columns[n]} settings={settings} />
              </StaleFigure>
            </Later>
          ))}
        </div>
      </Later>
    </>
  )

  function strategyOf(run: number): string {
    return helloOf(logs[run]?.events ?? [])?.strategy ?? columns[run]?.strategy ?? ''
  }
})

/** For each run, the calls that only it makes. A set stays the same object as long as it has the same calls, whichever run has changed. */
function useOnlyHere(logs: readonly RunLog[]): readonly ReadonlySet<string>[] {
  const kept = useRef<readonly ReadonlySet<string>[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: logs grow in place; their versions change.
  return useMemo(() => {
    kept.current = onlyHere(logs.map(({ events }) => events)).map((own, n) => {
      const before = kept.current[n]
      return before && before.size === own.size && [...own].every((call) => before.has(call)) ? before : own
    })
    return kept.current
  }, [logs, logs.map(({ version }) => version).join()])
}
