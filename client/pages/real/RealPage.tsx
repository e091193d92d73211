/** The real programs beside ours: figures, differences, the run itself, exports, and a place for your own log. */

import { Play } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { likenessTable, specimenOf } from '../../content/real.ts'
import { cardOf } from '../../content/runtimes.ts'
import type { LogFigure } from '../../model/import/openedLog.ts'
import { useCapabilities } from '../../runs/capabilities.ts'
import { drawPace } from '../../runs/drawPace.ts'
import { recordedReal } from '../../runs/recordedReal.ts'
import { spawnLog } from '../../runs/spawnLog.ts'
import { RunLog } from '../../store/runLog.ts'
import { ArticleCredit } from '../../ui/ArticleCredit.tsx'
import { Toggle } from '../../ui/Toggle.tsx'
import { useRefusalWords } from '../../ui/useRefusalWords.ts'
import { WithTerms } from '../../ui/WithTerms.tsx'
import { useLanguage } from '../../words/language.ts'
import { useRealWords } from '../../words/realWords.ts'
import { Exports } from './Exports.tsx'
import { ImportLog } from './ImportLog.tsx'
import { Likeness, LikenessDifferences } from './Likeness.tsx'
import { OtherRuntimes } from './OtherRuntimes.tsx'
import { RealFigure } from './RealFigure.tsx'
import { RuntimeCard } from './RuntimeCard.tsx'
import { type LogFile, useLogFile } from './useLogFile.ts'
import { useRealRun } from './useRealRun.ts'
import './real.css'

const TABLE = likenessTable()
/** One of the article's, with memory that is lent. */
const OPENS_ON = 'go'

interface Shown {
  name: string
  title: string
  log: RunLog
}

function logOf({ events }: LogFigure): RunLog {
  const log = new RunLog('recorded', drawPace)
  log.append(events, [])
  log.finish('ended', null)
  return log
}

/** The file's name, and which of its starts is shown. */
function titleOf({ name, figure: { start } }: Extract<LogFile, { is: 'open' }>): string {
  return start ? `${name}: ${start.program ?? start.call ?? '?'} (${start.pid})` : name
}

export function RealPage() {
  const words = useRealWords()
  const language = useLanguage()
  const capabilities = useCapabilities()
  const [strategy, setStrategy] = useState(OPENS_ON)
  const [setting, setSetting] = useState('plain')
  const [shown, setShown] = useState<Shown | null>(null)
  const [file, { close: closeFile, ...acts }] = useLogFile()
  const [run, start, forget] = useRealRun(capabilities)
  const refused = useRefusalWords(run.refusal)
  const row = TABLE.find((one) => one.strategy === strategy)
  const card = cardOf(strategy)
  const here = capabilities.catalog?.specimens?.find((one) => one.strategy === strategy)
  const wanted = specimenOf(strategy)?.settings.find(({ name }) => name === setting)
  const edition = row?.today.find((one) => one.setting === setting)?.edition

  useEffect(() => {
    let gone = false
    forget()
    closeFile()
    void recordedReal(strategy, setting).then((found) => {
      if (gone || !found) return
      setShown({ name: `${strategy}-${found.name}`, title: `${row?.runtime} ${row?.version}`, log: found.log })
    })
    return () => {
      gone = true
    }
  }, [strategy, setting, row, forget, closeFile])

  useEffect(() => {
    const log = run.real && spawnLog(run.real, strategy, 'with threads')
    if (!log) return
    closeFile()
    setShown({ name: `${strategy}-live`, title: `${here?.runtime} ${here?.version}`, log })
  }, [run.real, strategy, here, closeFile])

  const shownFigure = file.is === 'open' ? file.figure : undefined
  const log = useMemo(() => shownFigure && logOf(shownFigure), [shownFigure])
  // What stands on the page is always of the file that is named, or of the chosen language if there is none.
  const figure: Shown | null =
    file.is === 'none' ? shown : file.is === 'open' && log ? { name: `imported-${file.figure.start?.pid ?? 'log'}`, title: titleOf(file), log } : null

  const figureParts = figure && (
    <>
      <RealFigure key={`${figure.name} ${figure.title}`} title={figure.title} log={figure.log} keys />
      <Exports
        name={figure.name}
        title={figure.title}
        events={() => figure.log.events}
        {...(file.is === 'open' && {
          whole: { events: file.events, shown: file.figure.events.length, busy: file.busy, save: (format) => acts.exportAll(format, language) },
        })}
      />
    </>
  )

  return (
    <main id="main" tabIndex={-1} className="real">
      <h1>{words.title}</h1>
      <p className="note">
        <WithTerms text={words.intro} />
      </p>
      <ArticleCredit />
      <Toggle
        label={words.runtime}
        value={strategy}
        onChange={(next) => {
          setStrategy(next)
          setSetting('plain')
        }}
        options={TABLE.map((one) => ({ value: one.strategy, label: one.runtime, name: true }))}
      />
      {card && <RuntimeCard card={card} heading="h2" />}
      {row && <Likeness row={row} setting={setting} onSetting={setSetting} />}
      <section className="panel real-live" aria-label={words.measuredNow}>
        {capabilities.reach.is !== 'open' ? (
          <p className="quiet">{words.noServer}</p>
        ) : here && wanted && edition && here.settings.includes(setting) ? (
          <button type="button" className="button" data-tone="primary" disabled={run.is === 'running'} onClick={() => void start(strategy, wanted, edition)}>
            <Play aria-hidden="true" /> {words.runBoth(`${here.runtime} ${here.version}`)}
          </button>
        ) : (
          <p className="quiet">{words.notHere(row?.runtime ?? strategy)}</p>
        )}
        <div role="status">
          {run.is === 'running' && words.running}
          {run.is === 'failed' && (refused ?? words.nothingSpawned)}
          {run.row && (
            <>
              <p>{words.measuredNow}</p>
              <LikenessDifferences strategy={strategy} row={run.row} />
            </>
          )}
        </div>
      </section>
      {file.is === 'none' && figureParts}
      <OtherRuntimes />
      <ImportLog file={file} onOpen={acts.open} onClose={closeFile} onList={acts.list} onShow={acts.show} />
      {file.is !== 'none' && figureParts}
    </main>
  )
}
