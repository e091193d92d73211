/** What a child inherits, in every runtime, then and now: a table of answers, each of which opens the run that gives it. */
import { useMemo } from 'react'
import { useLocation, useParams, useSearch } from 'wouter'
import { QUESTIONS, ROWS } from '../../content/atlas.ts'
import { type AtlasView, atlasPath, readView, shownRows, WHOLE } from '../../model/atlas/atlasView.ts'
import { linesOfTime } from '../../model/atlas/changes.ts'
import { PageLead } from '../../ui/PageLead.tsx'
import { AtlasTable } from '../../views/Atlas/AtlasTable.tsx'
import { useAtlasWords } from '../../words/atlasWords.ts'
import { AtlasChanges } from './AtlasChanges.tsx'
import { AtlasFiles } from './AtlasFiles.tsx'
import { AtlasFilter } from './AtlasFilter.tsx'
import { AtlasPanel } from './AtlasPanel.tsx'
import '../../styles/teaching.css'
import './atlasPage.css'

export function AtlasPage() {
  const words = useAtlasWords()
  const params = useParams<Record<'row' | 'question' | 'runtime' | 'topic' | 'releases', string>>()
  const view = readView(params)
  const [, go] = useLocation()
  const query = useSearch()
  const show = (change: Partial<AtlasView>): void => {
    const path = atlasPath({ ...view, ...change })
    go(query ? `${path}?${query}` : path, { replace: !('row' in change) })
  }
  const rows = useMemo(() => shownRows(ROWS, view), [view])
  const opened = ROWS.find(({ id }) => id === view.row)
  const asked = QUESTIONS.find(({ id }) => id === view.question)
  const columns = QUESTIONS.filter(({ topic, id }) => view.topic === null || topic === view.topic || id === asked?.id)
  const lines = useMemo(() => linesOfTime(ROWS).filter(([first]) => view.runtime === null || first?.row.of === view.runtime), [view.runtime])
  const isOpen = (row: string, question: string): boolean => view.row === row && view.question === question
  return (
    <main id="main" tabIndex={-1} className="teaching atlas-page">
      <PageLead title={words.title} text={words.intro} />
      <AtlasFilter view={view} rows={ROWS} onChange={(change) => show({ ...change, row: null, question: null })} />
      <p className="quiet" role="status">
        {words.count(rows.length, ROWS.length)}
      </p>
      {view.row !== null && !opened && <p className="alert">{words.noRow(view.row)}</p>}
      {view.question !== null && !asked && <p className="alert">{words.noCell(view.question)}</p>}
      <AtlasTable
        rows={rows}
        questions={columns}
        open={opened && asked && { row: opened.id, question: asked.id }}
        onOpen={(row, question) => show(isOpen(row, question) ? { row: null, question: null } : { row, question })}
      >
        {opened && asked && <AtlasPanel row={opened} rows={ROWS} question={asked} onClose={() => show({ row: null, question: null })} />}
      </AtlasTable>
      <AtlasFiles rows={rows} />
      <AtlasChanges lines={lines} questions={QUESTIONS} onOpen={(row, question) => show({ ...WHOLE, row, question, runtime: view.runtime, releases: 'all' })} />
    </main>
  )
}
