/** The shown rows of the atlas as a file, for a script or a spreadsheet. */
import { Download } from 'lucide-react'
import type { AtlasRow } from '../../../protocol/atlas.ts'
import { QUESTIONS } from '../../content/atlas.ts'
import { atlasTable } from '../../model/atlas/atlasTable.ts'
import { gridCsv } from '../../model/export/gridTable.ts'
import { saveFile } from '../../ui/saveFile.ts'
import { useAtlasWords } from '../../words/atlasWords.ts'

const FORMATS = {
  json: { name: 'JSON', type: 'application/json', make: (rows: readonly AtlasRow[]) => `${JSON.stringify({ version: 1, rows }, null, 1)}\n` },
  csv: {
    name: 'CSV',
    type: 'text/csv',
    make: (rows: readonly AtlasRow[]) =>
      gridCsv(
        atlasTable(
          rows,
          QUESTIONS.map(({ id }) => id),
        ),
      ),
  },
} as const

export function AtlasFiles({ rows }: { rows: readonly AtlasRow[] }) {
  const words = useAtlasWords()
  return (
    <p className="atlas-files">
      <span>{words.files}</span>
      {(Object.keys(FORMATS) as (keyof typeof FORMATS)[]).map((ending) => {
        const { name, type, make } = FORMATS[ending]
        return (
          <button key={ending} type="button" className="button" onClick={() => saveFile(new Blob([make(rows)], { type }), `atlas.${ending}`)}>
            <Download aria-hidden="true" /> {name}
          </button>
        )
      })}
    </p>
  )
}
