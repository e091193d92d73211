/** The situation before anything runs: the question, what the reader will learn, and the commands. */
import type { Catalog } from '../../../protocol/catalog.ts'
import type { CompiledLesson } from '../../content/lessons.ts'
import { Colon } from '../../ui/Colon.tsx'
import { Prose } from '../../ui/Prose.tsx'
import { useTeachingWords } from '../../words/teachingWords.ts'
import { Paragraphs } from './Paragraphs.tsx'
import { Situations } from './Situations.tsx'
import type { LookStep as Step } from './stepOfKind.ts'

interface LookStepProps {
  lesson: CompiledLesson
  step: Step
  catalog: Catalog | null
}

export function LookStep({ lesson, step, catalog }: LookStepProps) {
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
      <Situations runs={lesson.runs} catalog={catalog} logs={[]} />
    </>
  )
}
