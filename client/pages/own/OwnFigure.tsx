/** The run of one's own program, with its stepper. Its figure is the page's, since the editor lights up with it. */
import type { Figure } from '../../model/figure.ts'
import { Stepper } from '../../views/Stepper/Stepper.tsx'
import { Timeline } from '../../views/Timeline/Timeline.tsx'
import { Transcript } from '../../views/Transcript/Transcript.tsx'

export function OwnFigure({ figure, keys }: { figure: Figure | undefined; keys: boolean }) {
  if (!figure) return null
  return (
    <section className="panel" aria-label={figure.title}>
      <h2 translate="no">{figure.title}</h2>
      <Stepper figure={figure} keys={keys} />
      <Timeline figure={figure} keys={keys} />
      <Transcript figure={figure} />
    </section>
  )
}
