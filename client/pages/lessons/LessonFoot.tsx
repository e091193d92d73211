/** The way back and on. Next is quiet until the step is done, and does not pass the run or a question unseen. */
import { useId } from 'react'
import { type CompiledLesson, LESSONS } from '../../content/lessons.ts'
import { plainWords } from '../../content/prose.ts'
import { useClassPart } from '../../runs/useClassroom.ts'
import { Colon } from '../../ui/Colon.tsx'
import { Prose } from '../../ui/Prose.tsx'
import { useLanguage } from '../../words/language.ts'
import { useTeachingWords } from '../../words/teachingWords.ts'
import type { WayOn } from './wayOn.ts'

interface LessonFootProps {
  lesson: CompiledLesson
  at: number
  way: WayOn
  onGo: (step: number) => void
}

export function LessonFoot({ lesson, at, way, onGo }: LessonFootProps) {
  const { lessons: words } = useTeachingWords()
  const language = useLanguage()
  const reason = useId()
  const last = at === lesson.steps.length - 1
  const next = LESSONS.find(({ order }) => order === lesson.order + 1)
  const held = way === 'ready' || way === 'open' ? undefined : words.before[way]
  return (
    <nav className="lesson-foot" aria-label={plainWords(lesson.title[language])}>
      <button type="button" className="button" disabled={at === 0} onClick={() => onGo(at - 1)}>
        {words.back}
      </button>
      {!last && (
        <button
          type="button"
          className="button"
          data-tone={way === 'ready' ? 'primary' : undefined}
          disabled={held !== undefined}
          aria-describedby={held === undefined ? undefined : reason}
          onClick={() => onGo(at + 1)}
        >
          {words.next}
        </button>
      )}
      {held !== undefined && (
        <span id={reason} className="quiet">
          {held}
        </span>
      )}
      {last && next && (
        <a className="button" data-tone={way === 'ready' ? 'primary' : undefined} href={`#/lessons/${next.slug}`}>
          {words.nextLesson}
          <Colon />
          <Prose words={next.title} />
        </a>
      )}
      <a href="#/lessons">{words.allLessons}</a>
      <TeachThis slug={lesson.slug} />
    </nav>
  )
}

/** Leads a class through this lesson. Whoever follows one is not offered another. */
function TeachThis({ slug }: { slug: string }) {
  const { lessons: words } = useTeachingWords()
  const follows = useClassPart((here) => here !== null && here.as !== 'teacher')
  const room = useClassPart((here) => (here?.view.is === 'in' ? here.view.room : null))
  if (follows) return null
  return <a href={room === null ? `#/class/${slug}` : `#/teach/${room}/${slug}`}>{words.teachThis}</a>
}
