/** One run with all its views, moved by one cursor: sentence, timeline, code, memory, passport, transcript. */
import { memo } from 'react'
import type { Catalog } from '../../protocol/catalog.ts'
import type { Figure } from '../model/figure.ts'
import { Boundary } from '../ui/Boundary.tsx'
import { Later } from '../ui/Later.tsx'
import { latePart } from '../ui/latePart.tsx'
import { Term } from '../ui/Term.tsx'
import { Code } from '../views/Code/Code.tsx'
import { Moments } from '../views/Moments/Moments.tsx'
import { Stepper } from '../views/Stepper/Stepper.tsx'
import type { Tour } from '../views/Stepper/usePlayer.ts'
import { Timeline } from '../views/Timeline/Timeline.tsx'
import { useMessages } from '../words/messages.ts'
import './stage.css'

/** Below the picture, so their code loads after it. */
const Memory = latePart(async () => (await import('../views/Memory/Memory.tsx')).Memory)
const Passport = latePart(async () => (await import('../views/Passport/Passport.tsx')).Passport)
const Transcript = latePart(async () => (await import('../views/Transcript/Transcript.tsx')).Transcript)

interface StageProps {
  figure: Figure
  strategy: string
  catalog: Catalog
  asked: readonly string[]
  /** The run plays itself. */
  tour?: Tour
  /** `below`: without stepper and timeline, which the page puts elsewhere. */
  part?: 'all' | 'below'
}

/** The order on a phone, where they are below each other; they are drawn in this order, too. */
const ORDER = { timeline: 0, code: 1, memory: 2, passport: 3, transcript: 4 }

export const Stage = memo(function Stage({ figure, strategy, catalog, asked, tour, part = 'all' }: StageProps) {
  const words = useMessages()
  return (
    <div className="stage" data-fills={part === 'all' ? true : undefined}>
      {part === 'all' && <Stepper figure={figure} keys tour={tour} />}
      {/* Together: on a phone the picture stands above the list, and would push it down. */}
      <Later order={ORDER.timeline}>
        <Moments figure={figure} why />
        {part === 'all' && (
          <Boundary of={figure}>
            <Timeline figure={figure} keys />
          </Boundary>
        )}
      </Later>
      <div className="stage-panels">
        <Later order={ORDER.code}>
          <section className="panel" aria-label={words.codeTitle}>
            <h2>{words.codeTitle}</h2>
            <Boundary of={figure}>
              <Code figure={figure} strategy={strategy} />
            </Boundary>
          </section>
        </Later>
        <Later order={ORDER.memory}>
          <section className="panel" aria-label={words.memoryTitle}>
            <h2>{words.memoryTitle}</h2>
            <Boundary of={figure}>
              <Memory figure={figure} />
            </Boundary>
          </section>
        </Later>
        <Later order={ORDER.passport}>
          <section className="panel stage-wide" aria-label={words.passportTitle}>
            <h2>
              <Term id="passport">{words.passportTitle}</Term>
            </h2>
            <Boundary of={figure}>
              <Passport figure={figure} signals={catalog.signals} asked={asked} />
            </Boundary>
          </section>
        </Later>
      </div>
      <Later order={ORDER.transcript}>
        <Transcript figure={figure} />
      </Later>
    </div>
  )
})
