/** A member that does not read holds nobody up, and gets all of the room instead of a backlog once it reads again. */
import { pino } from 'pino'
import { afterEach, expect, it } from 'vitest'
import { decodeRoomWord, type RoomMessage, type RoomWord } from '../../protocol/roomMessages.ts'
import { readLimits } from '../limits.ts'
import { until } from '../testing/until.ts'
import { openMemoryStore } from './memoryStore.ts'
import { createRooms, type Rooms } from './rooms.ts'

let rooms: Rooms
afterEach(() => rooms.close())

/** A socket at the seam, so that the test decides when it reads. */
function visit() {
  const words: RoomWord[] = []
  const socket = { stuck: false }
  const attendance = rooms.attend({
    address: 'somewhere',
    behind: () => socket.stuck,
    giveUp: () => {},
    send(frame) {
      const verdict = decodeRoomWord(frame)
      if (!verdict.ok) throw new Error(verdict.field)
      words.push(verdict.value)
    },
  })
  const last = <K extends RoomWord['kind']>(kind: K) => words.findLast((word): word is Extract<RoomWord, { kind: K }> => word.kind === kind)
  return { socket, words, last, say: (message: RoomMessage) => attendance.take(message) }
}

it('goes on for all others, and catches up with one word', async () => {
  rooms = createRooms({ store: openMemoryStore(), limits: readLimits({}), log: pino({ level: 'silent' }), open: true, password: null, crowded: () => false })
  const [teacher, slow, quick] = [visit(), visit(), visit()]
  await teacher.say({ kind: 'room-open' })
  const opened = teacher.last('room-opened')
  if (!opened) throw new Error('no room')
  const { room, key } = opened
  await teacher.say({ kind: 'room-enter', room, as: 'teacher', key })
  for (const pupil of [slow, quick]) await pupil.say({ kind: 'room-enter', room, as: 'student' })
  slow.socket.stuck = true
  const before = slow.words.length
  for (let n = 0; n < 300; n += 1) await teacher.say({ kind: 'room-act', n: `g${n}`, act: { of: 'gather' } })
  await until('the quick one has seen all', () => quick.last('room-change')?.seq === 300)
  expect(slow.words.length).toBe(before)
  slow.socket.stuck = false
  await until('the slow one has all of the room', () => slow.last('room')?.seq === 300)
  expect(slow.words.slice(before).filter(({ kind }) => kind === 'room-change')).toEqual([])
  await teacher.say({ kind: 'room-act', n: 'last', act: { of: 'lock', locked: true } })
  await until('it hears what comes after that', () => slow.last('room-change')?.seq === 301)
})
