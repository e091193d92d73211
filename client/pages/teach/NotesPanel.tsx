import { useEffect, useState } from 'react'
import { type CompiledTeacherNotes, loadTeacherNotes } from '../../content/teacherNotes.ts'
import { Prose } from '../../ui/Prose.tsx'
import { useTeachWords } from '../../words/teachWords.ts'

/** The notes on the lesson, for a glance. */
export function NotesPanel({ slug }: { slug: string | null }) {
  const { notes: words } = useTeachWords()
  const [come, setCome] = useState<{ slug: string; notes: CompiledTeacherNotes | undefined } | null>(null)
  useEffect(() => {
    if (slug === null) return
    let gone = false
    loadTeacherNotes(slug).then(
      (notes) => !gone && setCome({ slug, notes }),
      () => !gone && setCome({ slug, notes: undefined }),
    )
    return () => {
      gone = true
    }
  }, [slug])
  if (slug === null || come?.slug !== slug) return null
  if (!come.notes) return <p role="alert">{words.missing}</p>
  const { aim, minutes, ask, wrong, objection } = come.notes
  return (
    <section className="console-notes" aria-label={words.title}>
      <h2>
        {words.title} <span className="quiet">{words.minutes(minutes)}</span>
      </h2>
      <dl>
        <dt>{words.aim}</dt>
        <dd>
          <Prose words={aim} />
        </dd>
        <dt>{words.ask}</dt>
        {ask.map((one, at) => (
          <dd key={at}>
            <Prose words={one} />
          </dd>
        ))}
        <dt>{words.wrong}</dt>
        {wrong.map((one, at) => (
          <dd key={at}>
            <Prose words={one} />
          </dd>
        ))}
        <dt>{words.objection}</dt>
        <dd>
          “<Prose words={objection.says} />”
        </dd>
        <dt>{words.answer}</dt>
        <dd>
          <Prose words={objection.answer} />
        </dd>
      </dl>
    </section>
  )
}
