/** A run of one's own program: its starts, and one of them with all its views. Fetched with the first run. */
import { useEffect, useMemo, useState } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import { Exports } from '../../figures/Exports.tsx'
import { type ExportFormat, fileOf, formatOf } from '../../figures/exportFormats.ts'
import { fileName } from '../../figures/fileName.ts'
import type { Figure } from '../../model/figure.ts'
import type { OwnDraft } from '../../model/ownDraft.ts'
import { ledBy } from '../../model/sourceLine.ts'
import { useFigures } from '../../store/useFigures.ts'
import { saveFile } from '../../ui/saveFile.ts'
import { exportWordsIn } from '../../words/exportWords.ts'
import { useLanguage } from '../../words/language.ts'
import { useOwnWords } from '../../words/ownWords.ts'
import { logOf, titleOfStart } from './logFigure.ts'
import { OwnFigure } from './OwnFigure.tsx'
import { StartList } from './StartList.tsx'
import { startPage } from './startPage.ts'
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

const NOTHING_SOUGHT = { search: '', from: 0 }

export function OwnRun({ run, signals, catalog, keys, onShow, onFigure }: OwnRunProps) {
  const words = useOwnWords()
  const { figure: ran, log: opened } = run
  const [at, setAt] = useState<number | undefined>(undefined)
  const [sought, setSought] = useState(NOTHING_SOUGHT)
  // Another start begins at its own first step.
  const [shownOf, setShownOf] = useState(ran)
  if (shownOf !== ran) {
    setShownOf(ran)
    setAt(undefined)
  }
  const log = useMemo(() => logOf(ran), [ran])
  const logs = useMemo(() => [log], [log])
  const led = useMemo(() => ledBy(opened.events), [opened])
  const title = titleOfStart(ran, words.title)
  const titles = useMemo(() => [title], [title])
  const [figure] = useFigures({ titles, logs, focus: 0, at, onAt: setAt })
  useEffect(() => onFigure(figure), [figure, onFigure])
  useEffect(() => () => onFigure(undefined), [onFigure])
  const language = useLanguage()
  function saveAll(id: ExportFormat['id']): void {
    const format = formatOf(id)
    if (format) saveFile(fileOf(format, opened.events, title, exportWordsIn(language)), `${fileName(title)}-whole.${format.ending}`)
  }
  return (
    <>
      {!ran.start && <p className="quiet">{words.nothingStarted}</p>}
      {ran.events.length < ran.all && <p className="quiet">{words.importPart(ran.events.length, ran.all)}</p>}
      {opened.starts.length > 1 && (
        <section className="panel">
          <StartList
            list={startPage(opened, sought.search, sought.from)}
            chosen={ran.start?.seq}
            onList={(search, from) => setSought({ search, from })}
            onShow={onShow}
          />
        </section>
      )}
      <OwnFigure figure={figure} log={log} led={led} signals={signals} catalog={catalog} keys={keys} />
      <Exports
        name={fileName(title)}
        title={title}
        events={() => log.events}
        whole={{ events: opened.events.length, shown: log.events.length, busy: false, save: saveAll }}
      />
    </>
  )
}
