/** One setting at several values × every strategy: each cell is a run, described in words. */
import type { ReactNode } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import type { Axis } from '../../model/axis.ts'
import { fateOf, outcomeOf } from '../../model/outcome.ts'
import type { RunLog } from '../../store/runLog.ts'
import { useRunLogs } from '../../store/useRunLogs.ts'
import { useRefusalWords } from '../../ui/useRefusalWords.ts'
import { useLabWords } from '../../words/labWords.ts'
import { useLanguage } from '../../words/language.ts'
import { useMessages } from '../../words/messages.ts'
import { tellOutcome, tellSent } from '../../words/outcomeWords.ts'
import './grid.css'

export interface GridCell {
  strategy: string
  /** Index of the value on the axis. */
  at: number
  log: RunLog
}

interface GridProps {
  catalog: Catalog
  axis: Axis
  signal: string
  cells: readonly GridCell[]
  onOpen: (cell: GridCell) => void
}

export function Grid({ catalog, axis, signal, cells, onOpen }: GridProps) {
  const words = useLabWords()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the page must be scrollable by keyboard.
    <section className="scroll-x framed-table outcome-grid" tabIndex={0} aria-label={`${words.vary} ${axis.flag}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <code>{axis.flag}</code>
            </th>
            {axis.values.map(({ word }) => (
              <th key={word} scope="col">
                {word === '' ? words.leftOut : <code>{word}</code>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {catalog.strategies.map((strategy) => (
            <tr key={strategy.id}>
              <th scope="row" translate="no">
                {strategy.runtime ? strategy.title.split(': ')[0] : strategy.id}
              </th>
              {axis.values.map(({ word }, at) => {
                const cell = cells.find((one) => one.strategy === strategy.id && one.at === at)
                return (
                  <td key={word}>
                    {cell ? (
                      <Cell cell={cell} number={axis.signal ? (catalog.signals.find(({ name }) => name === signal)?.number ?? 0) : 0} signal={signal}>
                        {(label, children) => (
                          <button type="button" onClick={() => onOpen(cell)} aria-label={`${words.open(strategy.id, word || words.leftOut)}: ${label}`}>
                            {children}
                          </button>
                        )}
                      </Cell>
                    ) : (
                      <span className="quiet">{words.empty}</span>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface CellProps {
  cell: GridCell
  /** Number of the signal asked about; 0 for none. */
  number: number
  signal: string
  children: (label: string, content: ReactNode) => ReactNode
}

function Cell({ cell, number, signal, children }: CellProps) {
  const words = useLabWords()
  const { colon } = useMessages()
  useRunLogs([cell.log])
  const language = useLanguage()
  useRefusalWords(cell.log.refusal)
  const outcome = outcomeOf(cell.log.events)
  const { good, said } = tellOutcome(cell.log, outcome, words, language)
  const fate = number > 0 && outcome.end && outcome.execed ? fateOf(cell.log.events, number) : null
  const lines = [
    `${good === null ? '' : good ? '✓ ' : '✗ '}${said}`,
    ...(fate ? [words.fateRow(signal) + colon + words.fates[fate]] : []),
    ...tellSent(outcome, words),
    ...(outcome.mechanism ? [outcome.mechanism] : []),
  ]
  return children(
    lines.join('; '),
    lines.map((line, at) => (
      <span key={at} data-good={at === 0 ? good : undefined}>
        {line}
      </span>
    )),
  )
}
