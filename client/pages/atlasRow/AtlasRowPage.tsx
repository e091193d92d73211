/** One row of the atlas in another site's frame. Its cells lead to the whole atlas. */
import { useParams } from 'wouter'
import { QUESTIONS, ROWS } from '../../content/atlas.ts'
import { atlasPath, WHOLE } from '../../model/atlas/atlasView.ts'
import { AtlasTable } from '../../views/Atlas/AtlasTable.tsx'
import { rowName } from '../../views/Atlas/rowName.ts'
import { useAtlasWords } from '../../words/atlasWords.ts'
import { useMessages } from '../../words/messages.ts'

export function AtlasRowPage() {
  const words = useAtlasWords()
  const { versions } = useMessages()
  const { row: id = '' } = useParams<{ row?: string }>()
  const row = ROWS.find((one) => one.id === id)
  const base = new URL('.', document.baseURI).href
  return (
    <main id="main" tabIndex={-1} className="teaching">
      <h1 translate={row ? 'no' : undefined}>{row ? rowName(row, versions) : words.title}</h1>
      {row ? <AtlasTable rows={[row]} questions={QUESTIONS} /> : <p className="alert">{words.noRow(id)}</p>}
      <p>
        <a href={`${base}#${atlasPath({ ...WHOLE, row: row?.id ?? null })}`} target="_blank" rel="noopener">
          {words.whole}
        </a>
      </p>
    </main>
  )
}
