/** The walkthrough: the list of lessons, or one of them at one of its steps. */
import { useParams } from 'wouter'
import { usePredictions } from '../app/usePredictions.ts'
import { LESSONS } from '../content/teaching.ts'
import { useTeachingWords } from '../ui/teachingWords.ts'
import { LessonCard } from '../views/Lessons/LessonCard.tsx'
import { LessonBody } from './LessonBody.tsx'
import './teaching.css'

export function LessonsPage() {
  const { lessons: words, glossary } = useTeachingWords()
  const predictions = usePredictions()
  const { slug, step } = useParams<{ slug?: string; step?: string }>()
  const lesson = LESSONS.find((one) => one.slug === slug)
  if (lesson) return <LessonBody key={lesson.slug} lesson={lesson} step={Number(step ?? 1) - 1} predictions={predictions} />
  return (
    <main id="main" tabIndex={-1} className="teaching">
      <header className="teaching-head">
        <h1>{words.title}</h1>
        <p>{slug === undefined ? words.intro : words.noLesson}</p>
        <a href="#/glossary">{glossary.title}</a>
      </header>
      <ol className="lesson-cards">
        {LESSONS.map((one) => (
          <LessonCard key={one.slug} lesson={one} done={predictions.done(one.slug)} />
        ))}
      </ol>
    </main>
  )
}
