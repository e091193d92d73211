/** A run of one's own program: its starts, and one of them with all its views. Fetched with the first run. */
import { useEffect, useMemo, useState } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import type { Figure } from '../../model/figure.ts'
import type { OwnDraft } from '../../model/ownDraft.ts'
import { useFigures } from '../../store/useFigures.ts'
import { useOwnWords } from '../../words/ownWords.ts'
import { logOf, titleOfStart } from './logFigure.ts'
import { PAGE_ROWS } from './logMessages.ts'
import { OwnFigure } from './OwnFigure.tsx'
import { StartList } from './StartList.tsx'
import type { OwnRunState } from './useOwnRun.ts'

interface OwnRunProps {
  run: Extract<OwnRunState, { is: 'done' }>
  signals: OwnDraft['signals']
  catalog: Catalog | null
  keys: boolean
  /** Another start of the run, by its event. */
  onShow: (seq: number) => void
  /** The editor lights up with it. */
  onFigure: (figure: Figure | undefined) => void
}

export function OwnRun({ run, signals, catalog, keys, onShow, onFigure }: OwnRunProps) {
  const words = useOwnWords()
  const { figure: ran, log: opened } = run
  const [at, setAt] = useState<number | undefined>(undefined)
  // Another start begins at its own first step.
  const [shownOf, setShownOf] = useState(ran)
  if (shownOf !== ran) {
    setShownOf(ran)
    setAt(undefined)
  }
  const log = useMemo(() => logOf(ran), [ran])
  const logs = useMemo(() => [log], [log])
  const title = titleOfStart(ran, words.title)
  const titles = useMemo(() => [title], [title])
  const [figure] = useFigures({ titles, logs, focus: 0, at, onAt: setAt })
  useEffect(() => onFigure(figure), [figure, onFigure])
  useEffect(() => () => onFigure(undefined), [onFigure])
  return (
    <>
      {!ran.start && <p className="quiet">{words.nothingStarted}</p>}
      {opened.starts.length > 1 && (
        <section className="panel">
          <StartList
            list={{ search: '', from: 0, rows: opened.starts.slice(0, PAGE_ROWS), found: opened.starts.length, all: opened.starts.length }}
            chosen={ran.start?.seq}
            onList={() => {}}
            onShow={onShow}
          />
        </section>
      )}
      <OwnFigure figure={figure} log={log} signals={signals} catalog={catalog} keys={keys} />
    </>
  )
}
