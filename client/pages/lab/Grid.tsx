/** One setting at several values × rows of strategies: each cell is a run, and the answer to what is asked is what is large. */
import type { Catalog } from '../../../protocol/catalog.ts'
import type { Axis, AxisValue } from '../../model/axis.ts'
import { type GridRow, unlikeMost } from '../../model/grid.ts'
import { useRunLogs } from '../../store/useRunLogs.ts'
import { useRefusalWords } from '../../ui/useRefusalWords.ts'
import { useLabWords } from '../../words/labWords.ts'
import { useLanguage } from '../../words/language.ts'
import { type GridAnswer, gridAnswer } from './gridAnswer.ts'
import { gridRowName } from './gridRowName.ts'
import type { GridRun } from './useGrid.ts'
import './grid.css'

interface GridProps {
  catalog: Catalog
  axis: Axis
  rows: readonly GridRow[]
  values: readonly AxisValue[]
  /** The number of the signal asked about; 0 for none. */
  number: number
  cells: readonly GridRun[]
  onOpen: (cell: GridRun) => void
}

interface Answered {
  cell: GridRun
  told: GridAnswer | null
}

export function Grid({ catalog, axis, rows, values, number, cells, onOpen }: GridProps) {
  const words = useLabWords()
  const language = useLanguage()
  const logs = cells.flatMap(({ log }) => log ?? [])
  useRunLogs(logs)
  useRefusalWords(logs.find(({ refusal }) => refusal)?.refusal)
  const answered = new Map<string, Answered>()
  for (const cell of cells) answered.set(`${cell.row} ${cell.at}`, { cell, told: cell.log && gridAnswer(cell.log, number, words, language) })
  const at = (row: GridRow, n: number): Answered | undefined => answered.get(`${row.id} ${n}`)
  const unlike = values.map((_, n) => unlikeMost(rows.map((row) => at(row, n)?.told?.answer ?? null)))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the page must be scrollable by keyboard.
    <section className="scroll-x framed-table outcome-grid" tabIndex={0} aria-label={`${words.vary} ${axis.flag}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <code>{axis.flag}</code>
            </th>
            {values.map(({ word }) => (
              <th key={word} scope="col">
                {word === '' ? words.leftOut : <code>{word}</code>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, r) => (
            <tr key={row.id} data-of={rows[r - 1]?.strategy === row.strategy ? 'same' : 'another'}>
              <th scope="row" translate="no">
                <RowName row={row} catalog={catalog} />
              </th>
              {values.map(({ word }, n) => {
                const differs = unlike[n]?.[r] ?? false
                return (
                  <td key={word} data-unlike={differs || undefined}>
                    <Cell answered={at(row, n)} differs={differs} name={gridRowName(row, catalog, words)} value={word || words.leftOut} onOpen={onOpen} />
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

function RowName({ row, catalog }: { row: GridRow; catalog: Catalog }) {
  const words = useLabWords()
  const strategy = catalog.strategies.find(({ id }) => id === row.strategy)
  const versions = strategy?.editions.find(({ name }) => name === row.edition)
  return (
    <>
      {gridRowName({ ...row, edition: '' }, catalog, words)}
      {row.edition !== undefined && <small>{row.edition}</small>}
      {versions?.aliases.includes('today') && row.edition !== undefined && <small>{words.gridToday}</small>}
    </>
  )
}

interface CellProps {
  answered: Answered | undefined
  differs: boolean
  name: string
  value: string
  onOpen: (cell: GridRun) => void
}

function Cell({ answered, differs, name, value, onOpen }: CellProps) {
  const words = useLabWords()
  if (!answered) return <span className="quiet">{words.empty}</span>
  const { cell, told } = answered
  if (!told) return <span className="quiet">{words.gridNoProgram}</span>
  const { answer, status, good, rest } = told
  const mark = good === false ? '✗ ' : ''
  const content = (
    <>
      <span className="grid-answer" data-good={good ?? undefined} data-answered={answer !== null}>
        {differs && (
          <abbr className="grid-unlike" title={words.gridUnlike}>
            ≠
          </abbr>
        )}
        {mark}
        {answer ?? status}
      </span>
      {rest.map((line, at) => (
        <span key={at} className="grid-rest">
          {line}
        </span>
      ))}
    </>
  )
  // A real program's run shows its spawn alone, which the Lab has no settings for.
  if (cell.settings.specimen !== undefined) return <div className="grid-cell">{content}</div>
  const label = [...(differs ? [words.gridUnlike] : []), mark + (answer ?? status), ...rest].join('; ')
  return (
    <button type="button" className="grid-cell" onClick={() => onOpen(cell)} aria-label={`${words.open(name, value)}: ${label}`}>
      {content}
    </button>
  )
}
