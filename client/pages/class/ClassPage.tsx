/** The way into a class: open one, go on with one, or join as a pupil. */
import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { Refusal } from '../../../protocol/errors.ts'
import { enterClass } from '../../class/enterClass.ts'
import { keepKey, keptClass } from '../../class/keptClass.ts'
import { LESSONS } from '../../content/lessons.ts'
import { plainWords } from '../../content/prose.ts'
import { saidRefusal } from '../../content/roomRefusal.ts'
import { useCapabilities } from '../../runs/capabilities.ts'
import { useClassroom } from '../../runs/useClassroom.ts'
import { openRoom } from '../../transport/roomLine.ts'
import { socketUrl } from '../../transport/socketUrl.ts'
import { PageLead } from '../../ui/PageLead.tsx'
import { useLanguage } from '../../words/language.ts'
import { useRoomWords, useTeachWords } from '../../words/teachWords.ts'
import './class.css'

export function ClassPage() {
  const { open: words } = useTeachWords()
  const language = useLanguage()
  const { reach } = useCapabilities()
  const { lesson: slug } = useParams<{ lesson?: string }>()
  const lesson = LESSONS.find((one) => one.slug === slug)
  const here = useClassroom()
  return (
    <main id="main" tabIndex={-1} className="teaching class-page">
      <PageLead title={words.title} text={words.intro} />
      {lesson && <p>{words.beginsWith(plainWords(lesson.title[language]))}</p>}
      <ol className="class-steps">
        {words.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {here?.as === 'teacher' && here.view.is === 'in' && here.view.state?.stage !== 'ended' ? (
        <Resume slug={lesson?.slug} />
      ) : reach.is === 'files' ? (
        <WithoutServer slug={lesson?.slug} />
      ) : (
        <Open slug={lesson?.slug} />
      )}
      {reach.is !== 'files' && (
        <section aria-labelledby="class-join">
          <h2 id="class-join">{words.join}</h2>
          <p>{words.joinText}</p>
          <a className="button" href="#/join">
            {words.join}
          </a>
        </section>
      )}
    </main>
  )
}

function Resume({ slug }: { slug: string | undefined }) {
  const { open: words } = useTeachWords()
  const room = keptClass()?.room
  return (
    <p className="class-open">
      {words.resumeText}{' '}
      <a className="button" data-tone="primary" href={teachPath(room, slug)}>
        {words.resume}
      </a>
    </p>
  )
}

const teachPath = (room: string | undefined, slug: string | undefined): string => `#/teach/${room ?? ''}${slug === undefined ? '' : `/${slug}`}`

function Open({ slug }: { slug: string | undefined }) {
  const { open: words } = useTeachWords()
  const room = useRoomWords()
  const [, go] = useLocation()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [opening, setOpening] = useState(false)
  const [password, setPassword] = useState('')
  const needsPassword = refusal?.code === 'room_password'
  const open = async (): Promise<void> => {
    setOpening(true)
    const answer = await openRoom(socketUrl(), password === '' ? undefined : password)
    setOpening(false)
    if (answer.kind === 'refused') return setRefusal(answer.refusal)
    keepKey(answer.room, answer.key)
    enterClass({ room: answer.room, as: 'teacher' }, answer.key)
    go(`/teach/${answer.room}${slug === undefined ? '' : `/${slug}`}`)
  }
  const said = refusal && saidRefusal(refusal, room)
  return (
    <form
      className="class-open"
      onSubmit={(event) => {
        event.preventDefault()
        void open()
      }}
    >
      {said && (
        <p role="alert">
          <strong>{said.says}</strong> {said.cure}
        </p>
      )}
      {needsPassword && (
        <label>
          {words.password}{' '}
          <input type="password" value={password} autoComplete="current-password" maxLength={200} onChange={({ target }) => setPassword(target.value)} />
        </label>
      )}
      <button type="submit" className="button" data-tone="primary" disabled={opening}>
        {opening ? words.opening : words.button}
      </button>
    </form>
  )
}

/** On a site of plain files: a second window of this browser follows. */
function WithoutServer({ slug }: { slug: string | undefined }) {
  const { open: words } = useTeachWords()
  return (
    <div className="class-open">
      <p>{words.files}</p>
      <a className="button" data-tone="primary" href={`#/teach/window${slug === undefined ? '' : `/${slug}`}`}>
        {words.filesButton}
      </a>
    </div>
  )
}
