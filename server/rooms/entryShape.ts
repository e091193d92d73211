/** What a line of a room's file may be. A file may be damaged, or be written by others: each line is checked before it is applied. */
import * as z from 'zod/mini'
import { decoder } from '../../protocol/decoder.ts'
import { Question, RoomChange, RoomId, RoomState, Round, SeatNumber } from '../../protocol/room.ts'
import { SeatRow, Vote } from '../../protocol/roomMessages.ts'
import type { Entry, WholeRoom } from './memoryStore.ts'

const Seq = z.int().check(z.minimum(0))
const Instant = z.number().check(z.minimum(0))
const Hash = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/))
const Epoch = z.string().check(z.regex(/^[A-Za-z0-9_-]{8}$/))
const logged = { seq: Seq, change: RoomChange, n: z.string().check(z.maxLength(64)), at: Instant }

export const SeatShape = z.pick(SeatRow, { number: true, name: true, removed: true })

const EntryShape = z.discriminatedUnion('of', [
  z.strictObject({
    of: z.literal('room'),
    room: z.strictObject({ id: RoomId, epoch: Epoch, seq: Seq, state: RoomState, keyHash: Hash, openedAt: Instant, endsAt: Instant }),
  }),
  z.strictObject({ of: z.literal('until'), until: Instant }),
  z.strictObject({ of: z.literal('change'), ...logged, state: RoomState, endsAt: Instant }),
  z.strictObject({ of: z.literal('logged'), ...logged }),
  z.strictObject({ of: z.literal('key'), keyHash: Hash }),
  z.strictObject({ of: z.literal('seat'), tokenHash: Hash, seat: SeatShape }),
  z.strictObject({ of: z.literal('removed'), number: SeatNumber, removed: z.boolean() }),
  z.strictObject({ of: z.literal('vote'), seat: SeatNumber, vote: z.extend(Vote, { question: Question, round: Round }), at: Instant }),
])

/** One line of a room's file. */
export const decodeEntry = decoder(EntryShape)

/** Whether this entry may follow. A line that was lost, or came twice, leaves a gap in the numbers. */
export function follows(one: WholeRoom, entry: Entry): boolean {
  switch (entry.of) {
    case 'room':
      return false
    case 'change':
      return entry.seq === one.room.seq + 1
    case 'logged':
      return entry.seq <= one.room.seq && (one.log.length === 0 || entry.seq === (one.log.at(-1)?.seq ?? 0) + 1)
    case 'seat':
      return entry.seat.number === one.seats.size + 1 && !one.seats.has(entry.tokenHash)
    default:
      return true
  }
}
