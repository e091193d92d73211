/** The walkthrough: the list of lessons, or one step of one lesson. */
import { useParams } from 'wouter'
import { LESSONS } from '../../content/teaching.ts'
import { ArticleCredit } from '../../ui/ArticleCredit.tsx'
import { useTeachingWords } from '../../words/teachingWords.ts'
import { LessonBody } from './LessonBody.tsx'
import { LessonCard } from './LessonCard.tsx'
import { usePredictions } from './usePredictions.ts'
import '../../styles/teaching.css'

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
        <ArticleCredit />
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
