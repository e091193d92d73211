/** Enters a class. Apart from classroom.ts, so that the pages of whoever is in no class do not fetch what a room needs. */
import { openRoomLine, type RoomEntry } from '../transport/roomLine.ts'
import { socketUrl } from '../transport/socketUrl.ts'
import { type Classroom, classroom, follow } from './classroom.ts'
import { keepKey, keepSeat, keptKey, keptSeat } from './keptClass.ts'

/** Enters a class, in place of the one before. */
export function enterClass({ room, code, as }: Pick<RoomEntry, 'room' | 'code' | 'as'>, key = room && keptKey(room)): Classroom {
  classroom()?.line.leave()
  const seat = as === 'student' && room ? keptSeat(room) : undefined
  const entry: RoomEntry = { as, ...(room && { room }), ...(code && { code }), ...(seat && { seat }), ...(as === 'teacher' && key && { key }) }
  return follow({ as, line: openRoomLine(socketUrl(), entry, { seat: keepSeat, key: keepKey }) })
}
