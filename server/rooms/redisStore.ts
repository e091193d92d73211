/**
 * Rooms in a Redis that several servers share. What must be one step is one script (redisScripts.ts). The log of a room is a stream,
 * and it is the truth: a message of PUBLISH only says that there is something to look at, and may be lost.
 *
 * Whatever Redis answers is checked. An answer of another shape, an error and no answer at all are one thing: StoreAway.
 */
import { randomBytes } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import * as z from 'zod/mini'
import { decoder, type Verdict } from '../../protocol/decoder.ts'
import { decideVote, optionsOf, RoomChange, RoomId, RoomState } from '../../protocol/room.ts'
import { SeatRow } from '../../protocol/roomMessages.ts'
import { LOGGED_CHARS } from '../limits.ts'
import { SeatShape } from './entryShape.ts'
import * as scripts from './redisScripts.ts'
import { openWakes } from './redisWakes.ts'
import { type CastVote, type LoggedChange, NoRoom, type Presence, type RoomStore, StoreAway, type StoredRoom, type StoredSeat } from './store.ts'

const Text = z.string()
const Numeral = z.string().check(z.regex(/^-?\d{1,16}(\.\d+)?$/))
const Flag = z.union([z.literal(0), z.literal(1)])
const LoadReply = z.tuple([Text, Numeral, Text, Text, Numeral, Numeral])
const SinceReply = z.tuple([z.int(), z.array(z.tuple([z.string().check(z.regex(/^\d{1,15}-0$/)), Text]))])
const Pairs = z.array(Text).check(z.refine((all) => all.length % 2 === 0))
const Cast = z.string().check(z.regex(/^\d:\d{1,16}$/))

const decodeState = decoder(RoomState)
const decodeLogged = decoder(z.strictObject({ change: RoomChange, n: z.string(), at: z.number() }))
const decodePresence = decoder(
  z.strictObject({
    here: z.int(),
    following: z.int(),
    teachers: z.int(),
    screens: z.int(),
    seats: z.array(z.pick(SeatRow, { number: true, following: true, step: true, hand: true })),
  }),
)

/** What judges a vote in Redis, taken from what judges it here. */
function askedFields(state: RoomState): Record<string, string | number> {
  const { ask } = state
  if (!ask) return { open: 0, question: '', round: '', options: 0, closesAt: '' }
  const { index, round, closesAt, ref } = ask
  const open = decideVote(state, { question: index, round, choice: 0 }, closesAt ?? 0) === null
  return { open: Number(open), question: index, round, options: optionsOf(ref), closesAt: closesAt ?? '' }
}

const fieldsOf = (state: RoomState): (string | number)[] => Object.entries({ state: JSON.stringify(state), ...askedFields(state) }).flat()
/** Redis takes whole milliseconds. */
const instant = (ms: number): number => Math.floor(Math.min(ms, Number.MAX_SAFE_INTEGER / 1000))
const callName = (): string => randomBytes(9).toString('base64url')
const roomKey = (id: string): string => `${scripts.ROOM_KEY}{${id}}`

/** The caller owns the connection: `close` leaves it open. Rejects with an Error that names the cure if it takes no SUBSCRIBE. */
export async function openRedisStore(redis: Redis, log: Logger): Promise<RoomStore> {
  const server = callName()
  const wakes = await openWakes(redis, (id) => `${roomKey(id)}:wake`, log)
  let why = ''

  function away(problem: unknown): StoreAway {
    const reason = (problem instanceof Error ? problem.message : String(problem)).slice(0, LOGGED_CHARS)
    // Once, however often it comes.
    if (reason !== why) log.warn({ reason }, 'the Redis does not answer for classes as it should: they wait')
    why = reason
    return new StoreAway('the Redis does not answer', { cause: problem })
  }
  async function answer<Shape extends z.ZodMiniType>(shape: Shape, asking: Promise<unknown>, id = ''): Promise<z.infer<Shape>> {
    const reply = await asking.catch((problem) => {
      throw away(problem)
    })
    if (reply === -1) throw new NoRoom(id)
    const result = shape.safeParse(reply)
    if (!result.success) throw away('an answer of another shape')
    why = ''
    return result.data as z.infer<Shape>
  }
  const ask = <Shape extends z.ZodMiniType>(shape: Shape, script: string, id: string, ...values: (string | number)[]): Promise<z.infer<Shape>> =>
    answer(shape, redis.eval(script, 1, roomKey(id), ...values), id)
  function decoded<T>(verdict: Verdict<T>): T {
    if (verdict.ok) return verdict.value
    throw away('what is stored has another shape')
  }
  function seatIn(text: string): StoredSeat {
    const [number, adjective, animal, removed] = text.split(',').map(Number)
    const result = SeatShape.safeParse({ number, name: [adjective, animal], removed: removed === 1 })
    if (!result.success) throw away('what is stored has another shape')
    return result.data
  }
  const ballotOf = (question: number, round: number): string => `${question}:${round}`

  return {
    async create({ id, epoch, seq, state, keyHash, openedAt, endsAt }) {
      const end = instant(endsAt)
      const fields = ['epoch', epoch, 'seq', seq, 'keyHash', keyHash, 'openedAt', openedAt, 'endsAt', end, 'until', end]
      return (await ask(Flag, scripts.CREATE, id, callName(), state.code, end, ...fields, ...fieldsOf(state))) === 1
    },
    async load(id) {
      try {
        const [epoch, seq, state, keyHash, openedAt, endsAt] = await ask(LoadReply, scripts.LOAD, id)
        return {
          id,
          epoch,
          seq: Number(seq),
          state: decoded(decodeState(state)),
          keyHash,
          openedAt: Number(openedAt),
          endsAt: Number(endsAt),
        } satisfies StoredRoom
      } catch (problem) {
        if (problem instanceof NoRoom) return null
        throw problem
      }
    },
    byCode: (code) => answer(z.nullable(RoomId), redis.get(scripts.CODE_KEY + code)),
    size: () => answer(z.int().check(z.minimum(0)), redis.eval(scripts.SIZE, 1, scripts.ENDS_KEY)),
    async append(id, after, change, n, state, endsAt) {
      const logged = JSON.stringify({ change, n, at: Date.now() })
      return (await ask(Flag, scripts.APPEND, id, callName(), after, state.code, instant(endsAt), logged, ...fieldsOf(state))) === 1
    },
    async since(id, seq) {
      const [last, found] = await ask(SinceReply, scripts.SINCE, id, Math.max(seq, 0))
      if (seq > last || seq < 0 || found.length !== last - seq) return null
      return found.map(([entry, text]): LoggedChange => ({ seq: Number.parseInt(entry, 10), ...decoded(decodeLogged(text)) }))
    },
    async setKey(id, keyHash) {
      await ask(Flag, scripts.SET_FIELD, id, 'keyHash', keyHash)
    },

    async seatOf(id, tokenHash) {
      const seat = await ask(z.nullable(Text), scripts.SEAT_OF, id, tokenHash)
      return seat === null ? null : seatIn(seat)
    },
    async addSeat(id, tokenHash, names, most) {
      const tried = names.length > 0 ? names.map((name) => name.join(',')) : ['0,0']
      const seat = await ask(z.nullable(Text), scripts.ADD_SEAT, id, tokenHash, most, ...tried)
      return seat === null ? null : seatIn(seat)
    },
    async setRemoved(id, number, removed) {
      return (await ask(Flag, scripts.SET_REMOVED, id, number, Number(removed))) === 1
    },
    async seats(id) {
      return (await ask(z.array(Text), scripts.SEATS, id)).map(seatIn).toSorted((a, b) => a.number - b.number)
    },

    async vote(id, seat, { question, round, choice }) {
      return (await ask(Flag, scripts.VOTE, id, seat, question, round, choice)) === 1
    },
    async voteOf(id, seat, question, round) {
      const cast = await ask(z.nullable(Cast), scripts.VOTE_OF, id, ballotOf(question, round), seat)
      return cast === null ? null : Number(cast[0])
    },
    async tally(id, question, round, options) {
      const counts = Array<number>(options).fill(0)
      for (const [choice, count] of paired(await ask(Pairs, scripts.TALLY, id, ballotOf(question, round))))
        if (Number(choice) < options) counts[Number(choice)] = Number(count)
      return counts.every(Number.isInteger) ? counts : Promise.reject(away('what is stored has another shape'))
    },
    async votes(id, question, round) {
      return paired(await ask(Pairs, scripts.VOTES, id, ballotOf(question, round))).map(([seat, cast]): CastVote => {
        if (!Cast.safeParse(cast).success) throw away('what is stored has another shape')
        const [choice, at] = cast.split(':').map(Number)
        return { seat: Number(seat), choice: choice ?? 0, at: at ?? 0 }
      })
    },

    async say(id, presence) {
      await ask(Flag, scripts.SAY, id, server, presence ? JSON.stringify(presence) : '')
    },
    async present(id) {
      const all = await ask(z.array(z.nullable(Text)), scripts.PRESENT, id)
      return all.flatMap((text): Presence[] => {
        // A server of another version may say it in another shape.
        const verdict = decodePresence(text ?? '')
        return verdict.ok ? [verdict.value] : []
      })
    },
    listen: (id, heard) => wakes.listen(id, heard),
    async tell(id, wake) {
      await answer(z.int(), redis.publish(wakes.channelOf(id), JSON.stringify(wake)))
    },

    async touch(id, until) {
      await ask(Flag, scripts.TOUCH, id, instant(until)).catch((problem) => {
        if (!(problem instanceof NoRoom)) throw problem
      })
    },
    sweep: async () => {},
    close: () => wakes.close(),
  }
}

function paired(all: readonly string[]): [string, string][] {
  return Array.from({ length: all.length / 2 }, (_, at) => [all[2 * at] ?? '', all[2 * at + 1] ?? ''])
}
