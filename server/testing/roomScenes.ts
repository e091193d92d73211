/** Scenes of a class that several tests begin with. */
import type { Act } from '../../protocol/room.ts'
import type { RoomMessage } from '../../protocol/roomMessages.ts'
import { RoomClient } from './roomClient.ts'

/** The question of a lesson, without a clock. */
export const QUESTION = {
  of: 'ask',
  ref: { of: 'lesson', lesson: 'fork-in-slow-motion', step: 2, options: 3 },
  seconds: null,
} satisfies Act

/** A class with an open question that every seat sees. */
export async function openQuestion(url: string, pupils: number) {
  const led = await RoomClient.teacher(url)
  const seats = await Promise.all(Array.from({ length: pupils }, () => RoomClient.seat(url, led.room)))
  await led.teacher.act(QUESTION)
  await Promise.all(seats.map((one) => one.see(({ ask }) => ask?.phase === 'open')))
  return { ...led, seats: seats as [RoomClient, ...RoomClient[]] }
}

/** Tries to enter and gives the code of the refusal. */
export async function refusedEntry(url: string, how: Omit<Extract<RoomMessage, { kind: 'room-enter' }>, 'kind'>): Promise<string> {
  const client = await RoomClient.connect(url)
  client.send({ kind: 'room-enter', ...how })
  const { refusal } = await client.next('room-refused')
  await client.close()
  return refusal.code
}
