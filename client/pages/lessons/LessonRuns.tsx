/** The runs of a lesson: locked until there is a prediction, then all started together. */
import { Play } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import type { CompiledLesson } from '../../content/lessons.ts'
import { plainWords } from '../../content/prose.ts'
import { CancelRuns } from '../../figures/CancelRuns.tsx'
import { type Jump, RunFigures } from '../../figures/RunFigures.tsx'
import { signalsToFollow } from '../../figures/signalsOf.ts'
import type { Experiments } from '../../runs/useExperiments.ts'
import { useLanguage } from '../../words/language.ts'
import { useTeachingWords } from '../../words/teachingWords.ts'
import { Situations } from './Situations.tsx'

interface LessonRunsProps {
  lesson: CompiledLesson
  experiments: Experiments
  catalog: Catalog | null
  locked: boolean
  onPredict: () => void
  /** Where in the runs the reader asked to be taken. */
  jump: Jump | undefined
  /** The class looks at these runs together. */
  ofClass: boolean
  /** Nobody presses anything on the wall. */
  wall: boolean
  /** What to look for; shown beside the button. */
  children: ReactNode
}

export function LessonRuns({ lesson, experiments, catalog, locked, onPredict, jump, ofClass, wall, children }: LessonRunsProps) {
  const words = useTeachingWords()
  const language = useLanguage()
  const { logs, running, runAll, cancel, canRun, recorded } = experiments
  const done = lesson.runs.flatMap((run, at) => {
    const log = logs[at]
    return log ? [{ run, log }] : []
  })
  return (
    <>
      <div className="lesson-run">
        {children}
        {!wall && (
          <>
            <button type="button" className="button" data-tone="primary" disabled={locked || !canRun || running} onClick={() => void runAll()}>
              <Play aria-hidden="true" /> {running ? words.running : done.length > 0 ? words.runAgain : words.run}
            </button>
            <CancelRuns running={running} onCancel={cancel} />
            {locked && (
              <>
                <span>{words.lessons.first}</span>
                <button type="button" className="button" onClick={onPredict}>
                  {words.lessons.goPredict}
                </button>
              </>
            )}
          </>
        )}
        {ofClass && <span className="quiet">{words.runOfClass}</span>}
        {!ofClass && recorded && <span className="quiet">{words.notHere}</span>}
        {!ofClass && !recorded && done.some(({ log }) => log.source === 'recorded') && <span className="quiet">{words.recordedInstead}</span>}
      </div>
      {done.length === 0 && <Situations runs={lesson.runs} catalog={catalog} logs={[]} />}
      {done.length > 0 && catalog && (
        <RunFigures
          titles={done.map(({ run }) => plainWords(run.label[language]))}
          logs={done.map(({ log }) => log)}
          show={lesson.show}
          compact
          jump={jump}
          catalog={catalog}
          asked={signalsToFollow(lesson.runs.map(({ run }) => run))}
        />
      )}
    </>
  )
}
