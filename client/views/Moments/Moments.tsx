/** The named moments of a run as chapters: a press moves the cursor there. */
import type { Figure } from '../../model/figure.ts'
import { momentAt, namedMoments } from '../../model/namedMoments.ts'
import { latePart } from '../../ui/latePart.tsx'
import { TaskLetter } from '../../ui/TaskLetter.tsx'
import { useMessages } from '../../words/messages.ts'
import { momentName } from '../../words/momentName.ts'
import './moments.css'

const MomentWhy = latePart(async () => (await import('./MomentWhy.tsx')).MomentWhy)

/** A service under load has hundreds of them: show this many, around the cursor. */
const SHOWN = 16

interface MomentsProps {
  figure: Figure
  /** Says below the list why the moment under the cursor matters. */
  why?: boolean
}

export function Moments({ figure, why = false }: MomentsProps) {
  const words = useMessages()
  const { story, cursor, onCursor, title } = figure
  const all = namedMoments(story)
  if (all.length === 0) return null
  const here = momentAt(all, cursor)
  const middle = here ? all.indexOf(here) : 0
  const from = Math.max(0, Math.min(middle - SHOWN / 2, all.length - SHOWN))
  const shown = all.slice(from, from + SHOWN)
  const list = (
    <ol className="moments" aria-label={words.moments.label(title)} start={from + 1}>
      {shown.map((moment) => (
        <li key={`${moment.kind}${moment.seq}`}>
          <button
            type="button"
            className="moment-name"
            data-kind={moment.kind}
            data-passed={moment.index <= cursor}
            aria-current={moment === here ? 'step' : undefined}
            onClick={() => onCursor(moment.index)}
          >
            {moment.kind !== 'pressed' && moment.kind !== 'continued' && <TaskLetter task={moment.task} />} {momentName(moment, words)}
          </button>
        </li>
      ))}
      {all.length > shown.length && <li className="quiet">{words.moments.more(all.length - shown.length)}</li>}
    </ol>
  )
  if (!why) return list
  return (
    <div className="moments-said">
      {list}
      <p className="moment-why">{here && <MomentWhy moment={here} />}</p>
    </div>
  )
}
