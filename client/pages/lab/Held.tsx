/** What the parent did while its child was held: one mark for each sample in the log. */

import type { Figure } from '../../model/figure.ts'
import { heldLooks } from '../../model/held.ts'
import type { RunLog } from '../../store/runLog.ts'
import { useRunLog } from '../../store/useRunLog.ts'
import { TaskLetter } from '../../ui/TaskLetter.tsx'
import { WithTerms } from '../../ui/WithTerms.tsx'
import { useLabWords } from '../../words/labWords.ts'
import { useMessages } from '../../words/messages.ts'
import './held.css'

const MARKS = 60

export function Held({ log, figure }: { log: RunLog; figure: Figure }) {
  const words = useLabWords()
  const { sentences } = useMessages()
  useRunLog(log)
  const looks = heldLooks(log.events)
  const name = (task: number): string => sentences.actor(task === 1 ? { role: 'parent' } : { role: 'child', task })
  if (looks.length === 0) return null
  return (
    <section className="panel held" aria-label={words.held}>
      <h3>{words.held}</h3>
      <p className="quiet">
        <WithTerms text={words.heldIntro} />
      </p>
      <ul>
        {looks.map((look) => (
          <li key={look.seq}>
            <button
              type="button"
              className="held-bar"
              data-asleep={look.state.startsWith('D')}
              aria-label={look.state}
              onClick={() => figure.onCursor(figure.story.at(look.seq))}
            >
              <TaskLetter task={look.task} />
              {Array.from({ length: Math.min(look.looks, MARKS) }, (_, at) => (
                <span key={at}>{look.state[0]}</span>
              ))}
            </button>
            <p>
              {words.heldLook(name(look.task), look.held === 1 ? words.sides.parent : words.sides.child, look.looks, look.state, look.wchan)}{' '}
              {look.progress !== null && look.progress > 0 && words.heldProgress(look.progress)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
