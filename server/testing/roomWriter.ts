/**
 * Writes into a room until it is killed, and says on its standard output what was acknowledged: `vote SEAT`, `seat NUMBER`,
 * `change SEQ`. FOLDER and the room's ID are its arguments. The file is compacted often, so that a kill meets that, too.
 */
import { writeSync } from 'node:fs'
import { pino } from 'pino'
import { applyChange, newRoom } from '../../protocol/room.ts'
import { openFileStore } from '../rooms/fileStore.ts'
import { secretHash } from '../rooms/secrets.ts'

const COMPACT_BYTES = 20_000
const AT_ONCE = 50

const [folder = '', id = ''] = process.argv.slice(2)
const store = await openFileStore(folder, pino({ level: 'silent' }), Date.now, COMPACT_BYTES)
const say = (what: string, number: number): void => void writeSync(1, `${what} ${number}\n`)

const now = Date.now()
const state = applyChange(newRoom('12345678'), { of: 'ask', ref: { of: 'lesson', lesson: 'fork', step: 1, options: 4 }, closesAt: null })
await store.create({ id, epoch: 'epoch-00', seq: 0, state, keyHash: secretHash('key'), openedAt: now, endsAt: now + 3_600_000 })
writeSync(1, 'open\n')

async function vote(seat: number): Promise<void> {
  if (await store.vote(id, seat, { question: 1, round: 1, choice: seat % 4 })) say('vote', seat)
}
async function sit(number: number): Promise<void> {
  const seat = await store.addSeat(id, secretHash(String(number)), [[number % 64, 0]], 100_000)
  if (seat) say('seat', seat.number)
}
async function gather(): Promise<void> {
  const room = await store.load(id)
  if (room && (await store.append(id, room.seq, { of: 'gather' }, 'n', applyChange(room.state, { of: 'gather' }), room.endsAt))) say('change', room.seq + 1)
}

for (let from = 1; ; from += AT_ONCE) {
  await Promise.all([sit(from), gather(), ...Array.from({ length: AT_ONCE }, (_, at) => vote(from + at))])
}
