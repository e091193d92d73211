/** The console of whoever leads a class. Its address holds the room; the key comes with the link once and is then kept by the browser. */
import { useEffect } from 'react'
import { useLocation, useParams } from 'wouter'
import { ROOM_ID, TEACHER_KEY } from '../../../protocol/room.ts'
import { classroom } from '../../class/classroom.ts'
import { enterClass } from '../../class/enterClass.ts'
import { keepKey, keptKey, WINDOW_ROOM } from '../../class/keptClass.ts'
import { saidRefusal } from '../../content/roomRefusal.ts'
import { goTo, hashQuery } from '../../runs/hashAddress.ts'
import { useClassroom } from '../../runs/useClassroom.ts'
import { useRoomWords, useTeachWords } from '../../words/teachWords.ts'
import { ClassConsole } from './ClassConsole.tsx'
import './teach.css'

export function TeachPage() {
  const { room = '', lesson } = useParams<{ room?: string; lesson?: string }>()
  const [, go] = useLocation()
  const words = useTeachWords()
  const here = useClassroom()
  const mine = here?.as === 'teacher' && (here.view.room === room || here.view.room === null) ? here : null
  useEffect(() => {
    if (room === WINDOW_ROOM) {
      void import('../../class/windowRoom.ts').then(({ leadWindow }) => leadWindow())
      return
    }
    if (!ROOM_ID.test(room)) return
    const given = new URLSearchParams(hashQuery()).get('k')
    if (given !== null && TEACHER_KEY.test(given)) {
      keepKey(room, given)
      // The key does not stay in the address, where it would be copied or seen on the wall.
      goTo(`/teach/${room}`, { replace: true })
    }
    const key = given ?? keptKey(room)
    const leads = classroom()
    const already = leads?.as === 'teacher' && (leads.line.view.room ?? room) === room && leads.line.view.is !== 'refused' && given === null
    if (key !== undefined && !already) enterClass({ room, as: 'teacher' }, key)
  }, [room])

  if (mine?.view.state && mine.view.is === 'in') return <ClassConsole here={mine} first={lesson ?? null} />
  return (
    <main id="main" tabIndex={-1} className="teaching class-page">
      <Waiting room={room} />
      <p>
        <button type="button" className="button" onClick={() => go('/class')}>
          {words.open.button}
        </button>
      </p>
    </main>
  )
}

function Waiting({ room }: { room: string }) {
  const words = useTeachWords()
  const roomWords = useRoomWords()
  const here = useClassroom()
  const { view } = here ?? {}
  if (view?.is === 'entering' && (room === WINDOW_ROOM || keptKey(room) !== undefined))
    return <p role="status">{view.connected ? roomWords.join.entering : words.bar.lost}</p>
  const said = view?.is === 'refused' && view.refusal ? saidRefusal(view.refusal, roomWords) : null
  return (
    <>
      <h1>{view?.why ? roomWords.out[view.why] : words.refused.title}</h1>
      <p role="alert">{said ? `${said.says} ${said.cure}` : words.refused.noKey}</p>
    </>
  )
}
