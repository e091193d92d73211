/** Languages that are not re-created: a card on each, with the run of its real program. */
import { Play } from 'lucide-react'
import { useState } from 'react'
import { RUNTIME_POINTS } from '../../protocol/runtimes.ts'
import { useLaboratory } from '../app/laboratory.ts'
import { useOtherRuntime } from '../app/useOtherRuntime.ts'
import { RUNTIMES, runtimeSpecimen, type ToldRuntime } from '../content/runtimes.ts'
import { sourcesOf } from '../content/teaching.ts'
import { Prose } from '../ui/Prose.tsx'
import { useRealWords } from '../ui/realWords.ts'
import { SourceList } from '../ui/Sources/SourceList.tsx'
import { Toggle } from '../ui/Toggle.tsx'
import { RealFigure } from './RealFigure.tsx'

export function OtherRuntimes() {
  const words = useRealWords()
  const [id, setId] = useState(RUNTIMES[0]?.id ?? '')
  const card = RUNTIMES.find((one) => one.id === id)
  if (!card) return null
  return (
    <section className="others" aria-label={words.others.title}>
      <h2>{words.others.title}</h2>
      <p className="note">{words.others.intro}</p>
      <Toggle label={words.others.title} value={id} onChange={setId} options={RUNTIMES.map((one) => ({ value: one.id, label: one.name }))} />
      <Card key={card.id} card={card} />
    </section>
  )
}

function Card({ card }: { card: ToldRuntime }) {
  const { others: words, ...page } = useRealWords()
  const laboratory = useLaboratory()
  const { shown, running, failure, runHere } = useOtherRuntime(card.id, laboratory)
  const here = laboratory.catalog?.specimens?.find((one) => one.strategy === card.id)
  const like = laboratory.catalog?.strategies.find(({ id }) => id === card.like)
  return (
    <>
      <article className="panel others-card" data-runtime={card.id} aria-label={card.name}>
        <h3>{card.name}</h3>
        <p>
          {words.like} <a href={`#/?v=1&c=${card.like}`}>{like?.title ?? card.like}</a>
        </p>
        <dl>
          {RUNTIME_POINTS.map((point) => (
            <div key={point}>
              <dt>{words.points[point]}</dt>
              <dd>
                <Prose words={card.says[point]} />
              </dd>
            </div>
          ))}
        </dl>
        <p className="quiet">{words.judged(card.proofs.length)}</p>
        <SourceList sources={sourcesOf(card.sources)} />
      </article>
      {laboratory.reach.is === 'open' &&
        (here ? (
          <p>
            <button type="button" className="button" disabled={running} onClick={() => void runHere(`${here.runtime} ${here.version}`)}>
              <Play aria-hidden="true" /> {words.runHere(`${here.runtime} ${here.version}`)}
            </button>
          </p>
        ) : (
          <p className="quiet">{words.install(card.name, runtimeSpecimen(card.id).package)}</p>
        ))}
      <div role="status">
        {running && page.running}
        {failure}
      </div>
      {shown && <RealFigure key={`${shown.id} ${shown.source}`} title={words.runOf(shown.title, shown.source === 'live')} log={shown.log} keys={false} />}
    </>
  )
}
