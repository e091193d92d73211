/** The run of one's own program, with all its views. Its figure is the page's, since the editor lights up with it. */
import { useMemo } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import { signalsOf } from '../../figures/signalsOf.ts'
import { type Figure, stepAt } from '../../model/figure.ts'
import type { OwnDraft } from '../../model/ownDraft.ts'
import type { LedBy } from '../../model/sourceLine.ts'
import type { Step } from '../../model/story.ts'
import type { RunLog } from '../../store/runLog.ts'
import { Boundary } from '../../ui/Boundary.tsx'
import { latePart } from '../../ui/latePart.tsx'
import { Stepper } from '../../views/Stepper/Stepper.tsx'
import { Timeline } from '../../views/Timeline/Timeline.tsx'
import { Transcript } from '../../views/Transcript/Transcript.tsx'
import { useMessages } from '../../words/messages.ts'
import { useOwnWords } from '../../words/ownWords.ts'

/** Below the picture, so their code loads after it. */
const Memory = latePart(async () => (await import('../../views/Memory/Memory.tsx')).Memory)
const Passport = latePart(async () => (await import('../../views/Passport/Passport.tsx')).Passport)
const Terminal = latePart(async () => (await import('../../views/Terminal/Terminal.tsx')).Terminal)

interface OwnFigureProps {
  figure: Figure | undefined
  log: RunLog
  /** What led to its events, by their numbers. */
  led: ReadonlyMap<number, LedBy>
  signals: OwnDraft['signals']
  catalog: Catalog | null
  keys: boolean
}

export function OwnFigure({ figure, log, led, signals, catalog, keys }: OwnFigureProps) {
  const words = useMessages()
  const asked = useMemo(() => [...new Set(['PIPE', 'INT', ...signalsOf(signals)])], [signals])
  if (!figure) return null
  return (
    <section className="own-figure" aria-label={figure.title}>
      <div className="panel">
        <h2 translate="no">{figure.title}</h2>
        <Stepper figure={figure} keys={keys}>
          <WhereAt step={stepAt(figure)} led={led} />
        </Stepper>
        <Timeline figure={figure} keys={keys} />
      </div>
      <section className="panel" aria-label={words.memoryTitle}>
        <h2>{words.memoryTitle}</h2>
        <Boundary of={figure}>
          <Memory figure={figure} />
        </Boundary>
      </section>
      {catalog && (
        <section className="panel" aria-label={words.passportTitle}>
          <h2>{words.passportTitle}</h2>
          <Boundary of={figure}>
            <Passport figure={figure} signals={catalog.signals} asked={asked} />
          </Boundary>
        </section>
      )}
      <Terminal title={figure.title} log={log} figure={figure} />
      <Transcript figure={figure} />
    </section>
  )
}

/** The line that led to the step at the cursor. The place is kept where there is none, so that nothing moves. */
function WhereAt({ step, led }: { step: Step | undefined; led: OwnFigureProps['led'] }) {
  const words = useOwnWords()
  const found = step && led.get(step.seq)
  return <p className="own-where">{found === undefined ? '' : words.ledBy(found)}</p>
}
