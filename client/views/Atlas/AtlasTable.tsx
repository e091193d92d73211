/** Rows of the atlas as a table. A cell opens what decides it, below its row, if the page shows that. */
import { Fragment, type ReactNode, useEffect, useRef } from 'react'
import type { AtlasRow } from '../../../protocol/atlas.ts'
import type { CompiledQuestion } from '../../content/atlas.ts'
import { plainWords } from '../../content/prose.ts'
import { cellOf } from '../../model/atlas/cellOf.ts'
import { useAtlasWords } from '../../words/atlasWords.ts'
import { useLanguage } from '../../words/language.ts'
import { useMessages } from '../../words/messages.ts'
import { answerText, signOf } from './answerText.ts'
import { rowName } from './rowName.ts'
import './atlas.css'

interface AtlasTableProps {
  rows: readonly AtlasRow[]
  questions: readonly CompiledQuestion[]
  /** The open cell. */
  open?: { row: string; question: string } | undefined
  /** Left out: the cells are not to be opened. */
  onOpen?: ((row: string, question: string) => void) | undefined
  /** What stands below the row of the open cell. */
  children?: ReactNode
}

export function AtlasTable({ rows, questions, open, onOpen, children }: AtlasTableProps) {
  const words = useAtlasWords()
  const language = useLanguage()
  const table = useRef<HTMLElement>(null)
  const at = open && `${open.row} ${open.question}`
  useEffect(() => {
    if (at !== undefined) showCell(table.current?.querySelector('[aria-expanded="true"]'))
  }, [at])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the page must be scrollable by keyboard.
    <section ref={table} className="scroll-x framed-table atlas" tabIndex={0} aria-label={words.table}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.row}</th>
            {questions.map(({ id, short, asks, topic }, at) => (
              <th key={id} scope="col" title={plainWords(asks[language])} data-begins={topic !== questions[at - 1]?.topic || undefined}>
                {plainWords(short[language])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <Fragment key={row.id}>
              <tr data-of={rows[at - 1]?.of === row.of ? 'same' : 'another'} data-open={open?.row === row.id || undefined}>
                <th scope="row">
                  <RowName row={row} />
                </th>
                {questions.map((question) => (
                  <td key={question.id}>
                    <Cell
                      row={row}
                      question={question}
                      isOpen={open?.row === row.id && open.question === question.id}
                      onOpen={onOpen && (() => onOpen(row.id, question.id))}
                    />
                  </td>
                ))}
              </tr>
              {open?.row === row.id && children && (
                <tr className="atlas-opened">
                  <td colSpan={questions.length + 1}>{children}</td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** An address, or a line of time below the table, opens a cell that is nowhere to be seen. One that was clicked stays where it is. */
function showCell(cell: Element | null | undefined): void {
  const box = cell?.getBoundingClientRect()
  if (!box) return
  const isSeen = box.top >= 0 && box.bottom <= window.innerHeight
  cell?.scrollIntoView({ block: isSeen ? 'nearest' : 'start', inline: 'nearest' })
}

function RowName({ row }: { row: AtlasRow }) {
  const words = useAtlasWords()
  const { versions } = useMessages()
  return (
    <>
      <span translate="no">{rowName(row, versions)}</span>{' '}
      <abbr className="atlas-kind" data-kind={row.kind} title={words.kindWhy[row.kind]}>
        {words.kinds[row.kind]}
      </abbr>
    </>
  )
}

interface CellProps {
  row: AtlasRow
  question: CompiledQuestion
  isOpen: boolean
  onOpen: (() => void) | undefined
}

function Cell({ row, question, isOpen, onOpen }: CellProps) {
  const words = useAtlasWords()
  const { versions } = useMessages()
  const language = useLanguage()
  const cell = cellOf(row, question.id)
  const sign = signOf(cell)
  const said = answerText(cell, words)
  const content = (
    <>
      {sign && <span aria-hidden="true">{sign} </span>}
      {said}
      {'source' in cell && cell.source !== undefined && <small> {words.kinds.read}</small>}
    </>
  )
  if (!onOpen)
    return (
      <span className="atlas-cell" data-is={cell.is}>
        {content}
      </span>
    )
  return (
    <button
      type="button"
      className="atlas-cell"
      data-is={cell.is}
      aria-expanded={isOpen}
      aria-label={words.cell(`${rowName(row, versions)} (${words.kinds[row.kind]})`, plainWords(question.short[language]), said)}
      onClick={onOpen}
    >
      {content}
    </button>
  )
}
