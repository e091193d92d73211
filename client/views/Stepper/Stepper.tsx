/** Steps through a run: first, back, next, last, a slider, and slow motion. Says in words what happened at the cursor. */
import { ChevronFirst, ChevronLast, Pause, Play, StepBack, StepForward } from 'lucide-react'
import type { CSSProperties, ReactNode } from 'react'
import { type Figure, stepAt } from '../../model/figure.ts'
import { threadAt } from '../../model/moment.ts'
import { tell } from '../../model/sentence.ts'
import { isAtTerminal } from '../../model/story.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { TaskLetter } from '../../ui/TaskLetter.tsx'
import { useMessages } from '../../words/messages.ts'
import './stepper.css'
import { FullScreen } from './FullScreen.tsx'
import { PaceSelect } from './PaceSelect.tsx'
import { TakenTime } from './TakenTime.tsx'
import { type Tour, usePlayer } from './usePlayer.ts'

interface StepperProps {
  figure: Figure
  /** Listens to the keys of the whole page, which only one stepper of a page may do. */
  keys?: boolean
  tour?: Tour | undefined
  /** Shown with the sentence. */
  children?: ReactNode
}

export function Stepper({ figure, keys = false, tour, children }: StepperProps) {
  const words = useMessages()
  const { story, onCursor } = figure
  const { playing, touring, toggle } = usePlayer(figure, keys, tour)
  const count = story.steps.length
  const step = stepAt(figure)
  const cursor = step?.index ?? 0
  const said = step ? tell(step, words.sentences) : words.noRun
  const filled = count > 1 ? `${(cursor / (count - 1)) * 100}%` : '0%'

  return (
    <section className="stepper" aria-label={words.stepper.label(figure.title)}>
      <p className="stepper-sentence" aria-live={playing ? 'off' : 'polite'}>
        {step && !isAtTerminal(step) && <TaskLetter task={step.task} thread={threadAt(step.moment, step.task)} />}
        <span>{said}</span>
      </p>
      {children}
      <div className="stepper-controls">
        <div className="stepper-buttons">
          <IconButton label={words.stepper.first} disabled={cursor === 0} onClick={() => onCursor(0)}>
            <ChevronFirst aria-hidden="true" />
          </IconButton>
          <IconButton label={words.stepper.back} disabled={cursor === 0} onClick={() => onCursor(cursor - 1)}>
            <StepBack aria-hidden="true" />
          </IconButton>
          <IconButton
            label={playing ? words.stepper.pause : words.stepper.play}
            disabled={count < 2}
            data-tone={touring ? 'primary' : undefined}
            onClick={toggle}
          >
            {playing ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
          </IconButton>
          <IconButton label={words.stepper.next} disabled={cursor >= count - 1} onClick={() => onCursor(cursor + 1)}>
            <StepForward aria-hidden="true" />
          </IconButton>
          <IconButton label={words.stepper.last} disabled={cursor >= count - 1} onClick={() => onCursor(count - 1)}>
            <ChevronLast aria-hidden="true" />
          </IconButton>
          <FullScreen keys={keys} />
        </div>
        <input
          className="slider"
          type="range"
          min={0}
          max={Math.max(count - 1, 0)}
          value={cursor}
          aria-label={words.stepper.slider}
          aria-valuetext={words.stepper.position(cursor + 1, count, said)}
          style={{ '--filled': filled } as CSSProperties}
          onChange={(event) => onCursor(Number(event.target.value))}
        />
        <p className="stepper-count">{words.stepper.of(Math.min(cursor + 1, count), count)}</p>
        <PaceSelect />
      </div>
      <TakenTime story={story} cursor={cursor} />
    </section>
  )
}
