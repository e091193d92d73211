/** The situation before anything runs: the question, what the reader will learn, and the commands. */
import type { CompiledLesson } from '../../content/teaching.ts'
import { Colon } from '../../ui/Colon.tsx'
import { Prose } from '../../ui/Prose.tsx'
import { useTeachingWords } from '../../words/teachingWords.ts'
import { Paragraphs } from './Paragraphs.tsx'
import { RunCommands } from './RunCommands.tsx'
import type { LookStep as Step } from './stepOfKind.ts'

export function LookStep({ lesson, step }: { lesson: CompiledLesson; step: Step }) {
  const { lessons: words } = useTeachingWords()
  return (
    <>
      <p className="lesson-asks">
        <Prose words={lesson.asks} />
      </p>
      <p className="lesson-learn">
        <strong>
          {words.learn}
          <Colon />
        </strong>
        <Prose words={lesson.learn} /> <span className="quiet">{words.minutes(lesson.minutes)}</span>
      </p>
      <Paragraphs text={step.text} />
      <RunCommands runs={lesson.runs} />
    </>
  )
}
