import type { CompiledLesson } from '../../content/teaching.ts'
import { Prose } from '../../ui/Prose.tsx'
import { useTeachingWords } from '../../words/teachingWords.ts'
import './lessons.css'

/** A lesson in the list: its number, its question, and whether it is done. */
export function LessonCard({ lesson, done }: { lesson: CompiledLesson; done: boolean }) {
  const { lessons: words } = useTeachingWords()
  return (
    <li className="lesson-card" data-done={done}>
      <a href={`#/lessons/${lesson.slug}`}>
        <span className="lesson-number" aria-hidden="true">
          {lesson.order}
        </span>
        <span className="lesson-card-title">
          <Prose words={lesson.title} />
        </span>
        {done && <span className="chip">✓ {words.done}</span>}
      </a>
      <p>
        <Prose words={lesson.asks} />
      </p>
    </li>
  )
}
