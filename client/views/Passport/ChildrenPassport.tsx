/** The child's signals after exec, for several runs side by side. Differences are marked and said in words. */
import { useMemo } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import { columnNames } from '../../model/columnNames.ts'
import { helloOf } from '../../model/helloOf.ts'
import { type PassportRow, passportRows, type SignalState } from '../../model/passport.ts'
import type { RunLog } from '../../store/runLog.ts'
import { useRunLogs } from '../../store/useRunLogs.ts'
import { type Messages, useMessages } from '../../words/messages.ts'
import { spellState, symbolOf } from './spellState.ts'
import './passport.css'
import { listAt } from '../../model/listAt.ts'

interface ChildrenPassportProps {
  columns: { id: string; title: string; log: RunLog }[]
  catalog: Catalog
  /** Signals that the settings name, shown even if nothing happened to them. */
  asked: readonly string[]
}

export function ChildrenPassport({ columns, catalog, asked }: ChildrenPassportProps) {
  const words = useMessages()
  const { logs, versions } = useRunLogs(columns.map(({ log }) => log))
  // biome-ignore lint/correctness/useExhaustiveDependencies: logs grow in place; their versions change.
  const rows = useMemo(
    () =>
      passportRows(
        logs.map(({ events }) => events),
        catalog.signals,
        asked,
      ),
    [logs, versions, catalog, asked],
  )
  const editions = logs.map(({ events }) => helloOf(events)?.edition)
  const short = columnNames(
    columns.map(({ title }) => title),
    editions,
  )
  const differing = rows.filter(({ differs }) => differs)
  return (
    <section className="children-passport" aria-labelledby="passport-title">
      <h2 id="passport-title">{words.passport}</h2>
      <p>{words.passportIntro}</p>
      <ul className="summary">
        {differing.length === 0 && <li>{words.same}</li>}
        {differing.map((row) => (
          <li key={row.name}>{words.summary(row.name, sentence(row, short, words))}</li>
        ))}
      </ul>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard. */}
      <div className="scroll-x" tabIndex={0}>
        <table aria-label={words.passport}>
          <thead>
            <tr>
              <th scope="col">{words.signal}</th>
              {columns.map(({ id }, at) => (
                <th scope="col" key={`${at}:${id}`}>
                  {short[at]} {editions[at] && !short[at]?.includes(editions[at]) && <small translate="no">{editions[at]}</small>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name} data-differs={row.differs}>
                <th scope="row">
                  SIG{row.name} {row.differs && <span className="differs">≠ {words.differs}</span>}
                </th>
                {row.children.map((state, at) => (
                  <td key={`${at}:${columns[at]?.id}`} data-strategy={columns[at]?.id} data-state={state?.disposition ?? 'none'}>
                    {spell(state, words)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function spell(state: SignalState | null, words: Messages): string {
  return state ? `${symbolOf(state)} ${spellState(state, words)}` : words.states.none
}

/** A sentence like "ignored in Nim, Go; default in Rust". */
function sentence(row: PassportRow, names: readonly string[], words: Messages): string {
  const groups = new Map<string, string[]>()
  row.children.forEach((state, at) => {
    listAt(groups, spell(state, words)).push(names[at] ?? '')
  })
  return [...groups].map(([state, members]) => `${members.join(', ')} ${state}`).join('; ')
}
