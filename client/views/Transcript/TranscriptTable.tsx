import type { Figure } from '../../model/figure.ts'
import { threadAt } from '../../model/moment.ts'
import { tell } from '../../model/sentence.ts'
import { isAtTerminal } from '../../model/story.ts'
import { letterOf } from '../../model/taskLetter.ts'
import { useMessages } from '../../words/messages.ts'

/** At most this many rows are drawn; a longer run is shown around the cursor. */
const ROWS = 200

/** Every step with its sentence. The code loads when the reader opens a transcript. */
export function TranscriptTable({ figure }: { figure: Figure }) {
  const words = useMessages()
  const { transcript } = words
  const { story, cursor, onCursor } = figure
  const from = Math.max(0, Math.min(cursor - ROWS / 2, story.steps.length - ROWS))
  return (
    <>
      {story.steps.length > ROWS && <p className="quiet">{transcript.part(from + 1, Math.min(from + ROWS, story.steps.length))}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard. */}
      <section className="transcript-box" tabIndex={0} aria-label={transcript.label(figure.title)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{transcript.step}</th>
              <th scope="col">{transcript.who}</th>
              <th scope="col">{transcript.phase}</th>
              <th scope="col">{transcript.what}</th>
            </tr>
          </thead>
          <tbody>
            {story.steps.slice(from, from + ROWS).map((step) => (
              <tr key={step.seq} aria-current={step.index === cursor ? 'step' : undefined}>
                <td>
                  <button type="button" className="button" data-tone="plain" aria-label={transcript.goTo(step.index + 1)} onClick={() => onCursor(step.index)}>
                    {step.index + 1}
                  </button>
                </td>
                <td>{isAtTerminal(step) ? '–' : letterOf(step.task, threadAt(step.moment, step.task))}</td>
                <td>{step.phase === null ? '' : words.phases[step.phase].name}</td>
                <td>{tell(step, words.sentences)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}
