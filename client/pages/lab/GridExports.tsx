/** The grid as a file: what it answers, row by row. */
import { Download } from 'lucide-react'
import type { Catalog } from '../../../protocol/catalog.ts'
import type { AxisValue } from '../../model/axis.ts'
import { type GridTable, gridCsv, gridMarkdown } from '../../model/export/gridTable.ts'
import { type GridChoice, type GridRow, gridWord } from '../../model/grid.ts'
import { saveFile } from '../../ui/saveFile.ts'
import { useLabWords } from '../../words/labWords.ts'
import { useLanguage } from '../../words/language.ts'
import { gridAnswer } from './gridAnswer.ts'
import { gridRowName } from './gridRowName.ts'
import type { GridRun } from './useGrid.ts'

const FORMATS = {
  csv: { name: 'CSV', type: 'text/csv', make: gridCsv },
  md: { name: 'Markdown', type: 'text/markdown', make: gridMarkdown },
} as const

interface GridExportsProps {
  catalog: Catalog
  rows: readonly GridRow[]
  values: readonly AxisValue[]
  number: number
  choice: GridChoice
  cells: readonly GridRun[]
  flag: string
}

export function GridExports({ catalog, rows, values, number, choice, cells, flag }: GridExportsProps) {
  const words = useLabWords()
  const language = useLanguage()

  function table(): GridTable {
    const cell = (row: GridRow, at: number): string => {
      const run = cells.find((one) => one.row === row.id && one.at === at)
      if (!run) return words.empty
      if (!run.log) return words.gridNoProgram
      const { answer, status } = gridAnswer(run.log, number, words, language)
      return answer ?? status
    }
    return {
      head: [words.strategy, words.edition, ...values.map(({ word }) => `${flag.replace(/^-*/, '')}: ${word || words.leftOut}`)],
      rows: rows.map((row) => [gridRowName({ ...row, edition: '' }, catalog, words), row.edition ?? '', ...values.map((_, at) => cell(row, at))]),
    }
  }

  return (
    <span className="lab-grid-exports">
      {(Object.keys(FORMATS) as (keyof typeof FORMATS)[]).map((ending) => {
        const { name, type, make } = FORMATS[ending]
        return (
          <button
            key={ending}
            type="button"
            className="button"
            aria-label={words.gridExport(name)}
            onClick={() => saveFile(new Blob([make(table())], { type }), `grid-${gridWord(choice).replace(/[^\w.-]+/g, '-')}.${ending}`)}
          >
            <Download aria-hidden="true" /> {name}
          </button>
        )
      })}
    </span>
  )
}
