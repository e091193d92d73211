/** The walkthrough: the list of lessons, or one step of one lesson. */
import { useParams } from 'wouter'
import { CHAPTERS } from '../../../protocol/chapters.ts'
import { LESSONS, lessonComing } from '../../content/lessons.ts'
import { ArticleCredit } from '../../ui/ArticleCredit.tsx'
import { latePart } from '../../ui/latePart.tsx'
import { useTeachingWords } from '../../words/teachingWords.ts'
import { LessonCard } from './LessonCard.tsx'
import { usePredictions } from './usePredictions.ts'
import '../../styles/teaching.css'

/** With the figures, which a list does not need. */
const LessonBody = latePart(async () => (await import('./LessonBody.tsx')).LessonBody, <main id="main" tabIndex={-1} className="teaching" aria-busy="true" />)

export function LessonsPage() {
  const { lessons: words, glossary } = useTeachingWords()
  const predictions = usePredictions()
  const { slug, step } = useParams<{ slug?: string; step?: string }>()
  // Asked for at once, together with the code that shows it.
  const lesson = slug === undefined ? undefined : lessonComing(slug)
  const progressOf = (one: string) => (predictions.done(one) ? 'done' : predictions.of(one) === undefined ? 'new' : 'begun')
  const done = LESSONS.filter((one) => predictions.done(one.slug)).length
  if (lesson) return <LessonBody key={slug} coming={lesson} step={Number(step ?? 1) - 1} predictions={predictions} />
  return (
    <main id="main" tabIndex={-1} className="teaching">
      <header className="teaching-head">
        <h1>{words.title}</h1>
        <p>{slug === undefined ? words.intro : words.noLesson}</p>
        <ArticleCredit />
        <a href="#/glossary">{glossary.title}</a>
      </header>
      <p className="lessons-progress">
        <progress max={LESSONS.length} value={done} aria-label={words.progress(done, LESSONS.length)} />
        <span aria-hidden="true">{words.progress(done, LESSONS.length)}</span>
      </p>
      {CHAPTERS.map((chapter) => {
        const lessons = LESSONS.filter((one) => one.chapter === chapter)
        const minutes = lessons.reduce((sum, one) => sum + one.minutes, 0)
        return (
          <section key={chapter} className="lesson-chapter" aria-labelledby={`chapter-${chapter}`}>
            <h2 id={`chapter-${chapter}`}>
              {words.chapters[chapter]} <span className="quiet">{words.minutes(minutes)}</span>
            </h2>
            <ol className="lesson-cards">
              {lessons.map((one) => (
                <LessonCard key={one.slug} lesson={one} progress={progressOf(one.slug)} />
              ))}
            </ol>
          </section>
        )
      })}
    </main>
  )
}
