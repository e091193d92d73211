/** The real programs beside ours: figures, differences, the run itself, exports, and a place for your own log. */

import { Play } from 'lucide-react'
import { useEffect, useState } from 'react'
import { likenessTable, specimenOf } from '../../content/real.ts'
import { cardOf } from '../../content/runtimes.ts'
import { Exports } from '../../figures/Exports.tsx'
import { RealFigure } from '../../figures/RealFigure.tsx'
import { useCapabilities } from '../../runs/capabilities.ts'
import { recordedReal } from '../../runs/recordedReal.ts'
import { spawnLog } from '../../runs/spawnLog.ts'
import type { RunLog } from '../../store/runLog.ts'
import { ArticleCredit } from '../../ui/ArticleCredit.tsx'
import { Toggle } from '../../ui/Toggle.tsx'
import { useRefusalWords } from '../../ui/useRefusalWords.ts'
import { WithTerms } from '../../ui/WithTerms.tsx'
import { useRealWords } from '../../words/realWords.ts'
import { Likeness, LikenessDifferences } from './Likeness.tsx'
import { OtherRuntimes } from './OtherRuntimes.tsx'
import { RuntimeCard } from './RuntimeCard.tsx'
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

export function RealPage() {
  const words = useRealWords()
  const capabilities = useCapabilities()
  const [strategy, setStrategy] = useState(OPENS_ON)
  const [setting, setSetting] = useState('plain')
  const [shown, setShown] = useState<Shown | null>(null)
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
    void recordedReal(strategy, setting).then((found) => {
      if (gone || !found) return
      setShown({ name: `${strategy}-${found.name}`, title: `${row?.runtime} ${row?.version}`, log: found.log })
    })
    return () => {
      gone = true
    }
  }, [strategy, setting, row, forget])

  useEffect(() => {
    const log = run.real && spawnLog(run.real, strategy, 'with threads')
    if (!log) return
    setShown({ name: `${strategy}-live`, title: `${here?.runtime} ${here?.version}`, log })
  }, [run.real, strategy, here])

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
      {shown && (
        <>
          <RealFigure key={`${shown.name} ${shown.title}`} title={shown.title} log={shown.log} keys />
          <Exports name={shown.name} title={shown.title} events={() => shown.log.events} />
        </>
      )}
      <OtherRuntimes />
      <p>
        <a href="#/own">{words.own}</a>
      </p>
    </main>
  )
}
