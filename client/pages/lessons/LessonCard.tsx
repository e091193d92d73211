import type { ListedLesson } from '../../content/lessons.ts'
import { Prose } from '../../ui/Prose.tsx'
import { useTeachingWords } from '../../words/teachingWords.ts'
import './lessons.css'

interface LessonCardProps {
  lesson: ListedLesson
  progress: 'done' | 'begun' | 'new'
}

/** A lesson in the list: its number, its question, how long and how deep it is, and how far the reader is. */
export function LessonCard({ lesson, progress }: LessonCardProps) {
  const { lessons: words } = useTeachingWords()
  return (
    <li className="lesson-card" data-done={progress === 'done'} data-progress={progress}>
      <a href={`#/lessons/${lesson.slug}`}>
        <span className="lesson-number" aria-hidden="true">
          {lesson.order}
        </span>
        <span className="lesson-card-title">
          <Prose words={lesson.title} />
        </span>
      </a>
      <p>
        <Prose words={lesson.asks} />
      </p>
      <p className="lesson-card-facts">
        <span>{words.minutes(lesson.minutes)}</span>
        <span>{words.levels[lesson.level]}</span>
        {progress === 'done' && <span className="chip">✓ {words.done}</span>}
        {progress === 'begun' && <span className="chip">◐ {words.begun}</span>}
      </p>
    </li>
  )
}
