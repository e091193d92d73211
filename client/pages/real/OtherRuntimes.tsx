/** Languages that are not re-created: a card for each, with the run of its real program. */
import { Play } from 'lucide-react'
import { useState } from 'react'
import { installOf } from '../../../protocol/specimen.ts'
import { specimenOf } from '../../content/real.ts'
import { type CompiledRuntime, OTHERS } from '../../content/runtimes.ts'
import { RealFigure } from '../../figures/RealFigure.tsx'
import { useCapabilities } from '../../runs/capabilities.ts'
import { Toggle } from '../../ui/Toggle.tsx'
import { useRefusalWords } from '../../ui/useRefusalWords.ts'
import { useRealWords } from '../../words/realWords.ts'
import { RuntimeCard } from './RuntimeCard.tsx'
import { useOtherRuntime } from './useOtherRuntime.ts'

export function OtherRuntimes() {
  const words = useRealWords()
  const [id, setId] = useState(OTHERS[0]?.id ?? '')
  const card = OTHERS.find((one) => one.id === id)
  if (!card) return null
  return (
    <section className="others" aria-label={words.others.title}>
      <h2>{words.others.title}</h2>
      <p className="note">{words.others.intro}</p>
      <Toggle label={words.others.title} value={id} onChange={setId} options={OTHERS.map((one) => ({ value: one.id, label: one.name, name: true }))} />
      <Other key={card.id} card={card} />
    </section>
  )
}

function Other({ card }: { card: CompiledRuntime }) {
  const { others: words, ...page } = useRealWords()
  const capabilities = useCapabilities()
  const { shown, running, refusal, runHere } = useOtherRuntime(card.id, capabilities)
  const refused = useRefusalWords(refusal)
  const specimen = specimenOf(card.id)
  const here = capabilities.catalog?.specimens?.find((one) => one.strategy === card.id)
  return (
    <>
      <RuntimeCard card={card} heading="h3" />
      {capabilities.reach.is === 'open' &&
        (here ? (
          <p>
            <button type="button" className="button" disabled={running} onClick={() => void runHere(`${here.runtime} ${here.version}`)}>
              <Play aria-hidden="true" /> {words.runHere(`${here.runtime} ${here.version}`)}
            </button>
          </p>
        ) : (
          specimen && <p className="quiet">{specimen.not_inside ? words.outside(card.name) : words.install(card.name, installOf(specimen))}</p>
        ))}
      <div role="status">
        {running && page.running}
        {refused}
      </div>
      {shown && <RealFigure key={`${shown.id} ${shown.live}`} title={words.runOf(shown.title, shown.live)} log={shown.log} keys={false} />}
    </>
  )
}
