import { type CompiledLesson, LESSONS } from '../../content/lessons.ts'
import { Prose } from '../../ui/Prose.tsx'
import { useTeachingWords } from '../../words/teachingWords.ts'
import { StepBar } from './StepBar.tsx'

interface LessonHeadProps {
  lesson: CompiledLesson
  at: number
  onGo: (step: number) => void
}

/** Which lesson, and its steps. It is small, so that a phone has room for the step itself. */
export function LessonHead({ lesson, at, onGo }: LessonHeadProps) {
  const { lessons: words } = useTeachingWords()
  return (
    <div className="lesson-top">
      <header className="lesson-head">
        <p className="quiet">
          <a href="#/lessons">{words.title}</a> · {lesson.order}/{LESSONS.length}
        </p>
        <h1>
          <Prose words={lesson.title} />
        </h1>
      </header>
      <StepBar kinds={lesson.steps.map(({ kind }) => kind)} at={at} onGo={onGo} />
    </div>
  )
}
