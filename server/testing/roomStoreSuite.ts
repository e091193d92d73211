/** What every store of rooms does (server/rooms/store.ts): one suite, run over memory, files and Redis. */
import { randomInt } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applyChange, decideVote, newRoom, type QuestionRef, type RoomChange, type RoomState } from '../../protocol/room.ts'
import type { SeatName } from '../../protocol/roomMessages.ts'
import { newCode, newEpoch, newId, secretHash, someNames } from '../rooms/secrets.ts'
import { type LoggedChange, NoRoom, type Presence, RING, type RoomStore, type StoredRoom, type StoredSeat, type Wake } from '../rooms/store.ts'
import { until } from './until.ts'

/** Two servers over one store. Where only one server can have it, both are the same. */
export interface StorePair {
  one: RoomStore
  two: RoomStore
  close(): Promise<void>
}

const HOUR_MS = 3_600_000
const TYPED: QuestionRef = { of: 'typed', text: 'Which?', options: ['this', 'that', 'neither', 'both'] }
const ASK: RoomChange = { of: 'ask', ref: TYPED, closesAt: null }
const CLOSE: RoomChange = { of: 'close' }
const NAMES: SeatName[] = Array.from({ length: 8 }, (_, at) => [at, 63 - at])

export function roomWith(more: Partial<StoredRoom> = {}): StoredRoom {
  const now = Date.now()
  return {
    id: newId(),
    epoch: newEpoch(),
    seq: 0,
    state: newRoom(newCode()),
    keyHash: secretHash('key'),
    openedAt: now,
    endsAt: now + HOUR_MS,
    ...more,
  }
}

/** Does changes after another; each must be taken. */
export async function change(store: RoomStore, id: string, ...changes: readonly RoomChange[]): Promise<void> {
  for (const next of changes) {
    const room = await store.load(id)
    if (!room) throw new Error('the room is gone')
    expect(await store.append(id, room.seq, next, `n${room.seq}`, applyChange(room.state, next), room.endsAt)).toBe(true)
  }
}

const choose = <T>(all: readonly T[]): T => all[randomInt(all.length)] as T

/** A state whose question is in any phase, with a clock that has run out or has not. */
function randomState(): RoomState {
  const closesAt = choose([null, Date.now() - HOUR_MS, Date.now() + HOUR_MS])
  const ref = choose<QuestionRef>([TYPED, { of: 'lesson', lesson: 'fork', step: 2, options: choose([2, 3, 6]) }])
  const asked = randomInt(3)
  let state = newRoom(newCode())
  for (let at = 0; at < asked; at += 1) state = applyChange(applyChange(state, { of: 'ask', ref, closesAt: null }), { of: 'withdraw' })
  const ways: RoomChange[][] = [
    [],
    [{ of: 'ask', ref, closesAt }],
    [{ of: 'ask', ref, closesAt }, CLOSE],
    [{ of: 'ask', ref, closesAt: null }, CLOSE, { of: 'again', closesAt }],
    [{ of: 'ask', ref, closesAt }, CLOSE, { of: 'answer', right: [0], counts: [] }],
    [{ of: 'ask', ref, closesAt }, { of: 'withdraw' }],
    [{ of: 'ask', ref, closesAt }, { of: 'finish' }],
  ]
  return choose(ways).reduce(applyChange, state)
}

export function roomStoreSuite(name: string, open: () => Promise<StorePair>): void {
  describe(`rooms in ${name}`, () => {
    let pair: StorePair
    let one: RoomStore
    let two: RoomStore
    beforeEach(async () => {
      pair = await open()
      one = pair.one
      two = pair.two
    })
    afterEach(() => pair.close())

    async function created(more: Partial<StoredRoom> = {}): Promise<StoredRoom> {
      const room = roomWith(more)
      expect(await one.create(room)).toBe(true)
      return room
    }
    const asked = (): Promise<StoredRoom> => created({ state: applyChange(newRoom(newCode()), ASK) })
    const ballot = async (id: string, round = 1): Promise<number[]> => two.tally(id, 1, round, 4)

    it('have their id and their code once', async () => {
      const room = await created()
      expect(await two.load(room.id)).toEqual(room)
      expect(await two.byCode(room.state.code)).toBe(room.id)
      expect(await two.size()).toBe(1)
      expect(await two.create(roomWith({ id: room.id }))).toBe(false)
      expect(await two.create(roomWith({ state: newRoom(room.state.code) }))).toBe(false)
      expect(await one.size()).toBe(1)
      expect(await one.load(room.id)).toEqual(room)
      expect(await one.byCode('00000000' === room.state.code ? '00000001' : '00000000')).toBeNull()
    })

    it('that nobody knows are no rooms', async () => {
      const { id } = roomWith()
      expect(await one.load(id)).toBeNull()
      await one.touch(id, Date.now() + HOUR_MS)
      expect(await one.load(id)).toBeNull()
      for (const asking of [
        () => one.append(id, 0, CLOSE, 'n', newRoom(newCode()), Date.now() + HOUR_MS),
        () => one.since(id, 0),
        () => one.setKey(id, secretHash('x')),
        () => one.seatOf(id, secretHash('x')),
        () => one.addSeat(id, secretHash('x'), NAMES, 10),
        () => one.setRemoved(id, 1, true),
        () => one.seats(id),
        () => one.vote(id, 1, { question: 1, round: 1, choice: 1 }),
        () => one.voteOf(id, 1, 1, 1),
        () => one.tally(id, 1, 1, 4),
        () => one.votes(id, 1, 1),
      ])
        await expect(asking()).rejects.toThrow(NoRoom)
      expect(await one.present(id)).toEqual([])
    })

    it('take changes in their order, and a late one not at all', async () => {
      const { id } = await created()
      await change(one, id, ASK, CLOSE)
      const room = await two.load(id)
      expect(room?.seq).toBe(2)
      expect(room?.state.ask?.phase).toBe('closed')
      expect(await two.append(id, 1, CLOSE, 'late', newRoom(newCode()), Date.now() + HOUR_MS)).toBe(false)
      expect(await two.append(id, 3, CLOSE, 'early', newRoom(newCode()), Date.now() + HOUR_MS)).toBe(false)
      expect(await one.load(id)).toEqual(room)
      expect((await one.since(id, 0))?.map(({ seq, change: { of }, n }) => [seq, of, n])).toEqual([
        [1, 'ask', 'n0'],
        [2, 'close', 'n1'],
      ])
    })

    it('take exactly one of many changes at once', async () => {
      const room = await created()
      const states = Array.from({ length: 10 }, (_, at) => ({ ...room.state, gathered: at }))
      const done = await Promise.all(states.map((state, at) => (at % 2 === 0 ? one : two).append(room.id, 0, { of: 'gather' }, String(at), state, room.endsAt)))
      expect(done.filter(Boolean)).toHaveLength(1)
      const winner = done.indexOf(true)
      expect((await two.load(room.id))?.state.gathered).toBe(winner)
      expect((await two.since(room.id, 0))?.map(({ n }) => n)).toEqual([String(winner)])
    })

    it('give an old code back, and never take the code of another', async () => {
      const [room, other] = [await created(), await created()]
      const code = newCode()
      await change(one, room.id, { of: 'code', code })
      expect(await two.byCode(code)).toBe(room.id)
      expect(await two.byCode(room.state.code)).toBeNull()
      expect(await two.create(roomWith({ state: newRoom(room.state.code) }))).toBe(true)
      expect(await two.append(other.id, 0, { of: 'code', code }, 'n', newRoom(code), other.endsAt)).toBe(false)
      expect(await one.load(other.id)).toEqual(other)
      expect(await one.byCode(other.state.code)).toBe(other.id)
    })

    it(`know their last ${RING} changes`, async () => {
      const { id } = await created()
      await change(one, id, ...Array<RoomChange>(RING + 5).fill({ of: 'gather' }))
      const seqs = (found: readonly LoggedChange[] | null): number[] | undefined => found?.map(({ seq }) => seq)
      expect(seqs(await two.since(id, 5))).toEqual(Array.from({ length: RING }, (_, at) => at + 6))
      expect(seqs(await two.since(id, RING + 3))).toEqual([RING + 4, RING + 5])
      expect(await two.since(id, RING + 5)).toEqual([])
      for (const seq of [4, 0, -1, -300, RING + 6, 1_000_000]) expect(await two.since(id, seq)).toBeNull()
    })

    it('have a new key at once', async () => {
      const { id } = await created()
      await one.setKey(id, secretHash('new'))
      expect((await two.load(id))?.keyHash).toBe(secretHash('new'))
    })

    describe('seats', () => {
      it('are numbered from 1, and each has a name of its own while there are some', async () => {
        const { id } = await created()
        const seats: (StoredSeat | null)[] = []
        for (let at = 0; at < 4; at += 1) seats.push(await (at % 2 === 0 ? one : two).addSeat(id, secretHash(`t${at}`), NAMES, 10))
        expect(seats).toEqual(NAMES.slice(0, 4).map((name, at) => ({ number: at + 1, name, removed: false })))
        expect(await two.seats(id)).toEqual(seats)
        const more = await Promise.all([4, 5, 6, 7, 8].map((at) => (at % 2 === 0 ? one : two).addSeat(id, secretHash(`t${at}`), NAMES, 10)))
        expect(more.map((seat) => seat?.number).toSorted()).toEqual([5, 6, 7, 8, 9])
        // The ninth finds them all taken.
        expect(new Set((await one.seats(id)).map((seat) => seat.name.join())).size).toBe(8)
      })

      it('are at most so many, and a token has one', async () => {
        const { id } = await created()
        const first = await one.addSeat(id, secretHash('a'), NAMES, 2)
        await one.addSeat(id, secretHash('b'), NAMES, 2)
        expect(await two.addSeat(id, secretHash('c'), NAMES, 2)).toBeNull()
        expect(await two.addSeat(id, secretHash('a'), NAMES, 2)).toEqual(first)
        expect(await two.seatOf(id, secretHash('a'))).toEqual(first)
        expect(await two.seatOf(id, secretHash('c'))).toBeNull()
        const same = await Promise.all(Array.from({ length: 10 }, (_, at) => (at % 2 === 0 ? one : two).addSeat(id, secretHash('d'), NAMES, 9)))
        expect(new Set(same.map((seat) => seat?.number))).toEqual(new Set([3]))
        expect(await one.seats(id)).toHaveLength(3)
      })

      it('are removed and restored', async () => {
        const { id } = await created()
        for (const token of ['a', 'b']) await one.addSeat(id, secretHash(token), NAMES, 9)
        expect(await two.setRemoved(id, 2, true)).toBe(true)
        expect((await one.seats(id)).map(({ removed }) => removed)).toEqual([false, true])
        expect((await one.seatOf(id, secretHash('b')))?.removed).toBe(true)
        expect(await two.setRemoved(id, 2, false)).toBe(true)
        expect((await one.seatOf(id, secretHash('b')))?.removed).toBe(false)
        expect(await two.setRemoved(id, 3, true)).toBe(false)
      })
    })

    describe('votes', () => {
      const first = { question: 1, round: 1 }

      it('are set, not added', async () => {
        const { id } = await asked()
        for (const choice of [0, 0, 2, 2]) expect(await one.vote(id, 7, { ...first, choice })).toBe(true)
        expect(await two.vote(id, 8, { ...first, choice: 0 })).toBe(true)
        expect(await ballot(id)).toEqual([1, 0, 1, 0])
        expect(await two.voteOf(id, 7, 1, 1)).toBe(2)
        expect(await two.voteOf(id, 9, 1, 1)).toBeNull()
        expect((await one.votes(id, 1, 1)).map(({ seat, choice }) => [seat, choice]).toSorted()).toEqual([
          [7, 2],
          [8, 0],
        ])
        for (const { at } of await one.votes(id, 1, 1)) expect(Math.abs(at - Date.now())).toBeLessThan(HOUR_MS)
        expect(await ballot(id, 2)).toEqual([0, 0, 0, 0])
        expect(await two.votes(id, 2, 1)).toEqual([])
      })

      it('of a round are of no other', async () => {
        const { id } = await asked()
        await one.vote(id, 1, { ...first, choice: 1 })
        await change(two, id, CLOSE, { of: 'again', closesAt: null })
        expect(await one.vote(id, 1, { ...first, choice: 2 })).toBe(false)
        expect(await one.vote(id, 1, { question: 1, round: 2, choice: 3 })).toBe(true)
        expect(await ballot(id)).toEqual([0, 1, 0, 0])
        expect(await ballot(id, 2)).toEqual([0, 0, 0, 1])
      })

      it('are allowed exactly where decideVote allows them', async () => {
        const seen = new Set<boolean>()
        for (let at = 0; at < 150; at += 1) {
          const room = await created({ state: randomState() })
          for (let more = 0; more < 4; more += 1) {
            const vote = { question: randomInt(1, 4), round: randomInt(1, 3), choice: randomInt(6) }
            const allowed = decideVote(room.state, vote, Date.now()) === null
            seen.add(allowed)
            expect([room.state.ask, vote, await two.vote(room.id, 3, vote)]).toEqual([room.state.ask, vote, allowed])
            if (allowed) expect(await one.voteOf(room.id, 3, vote.question, vote.round)).toBe(vote.choice)
          }
        }
        expect(seen.size).toBe(2)
      })

      it('are counted once, however many come at once', async () => {
        const { id } = await asked()
        const votes = Array.from({ length: 200 }, (_, at) => (at % 2 === 0 ? one : two).vote(id, (at % 50) + 1, { ...first, choice: at % 4 }))
        expect(await Promise.all(votes)).not.toContain(false)
        const counted = await one.votes(id, 1, 1)
        expect(counted).toHaveLength(50)
        expect(await ballot(id)).toEqual([0, 1, 2, 3].map((choice) => counted.filter((vote) => vote.choice === choice).length))
      })

      it('that meet the close are counted before it or refused, and never counted after it', async () => {
        for (let time = 0; time < 10; time += 1) {
          const { id } = await asked()
          const voting = Array.from({ length: 100 }, (_, at) => one.vote(id, at + 1, { ...first, choice: at % 4 }))
          const closing = change(two, id, CLOSE)
          const later = Array.from({ length: 100 }, (_, at) => one.vote(id, at + 101, { ...first, choice: at % 4 }))
          await closing
          const atClose = await ballot(id)
          const counted = (await Promise.all([...voting, ...later])).filter(Boolean).length
          expect(await one.vote(id, 500, { ...first, choice: 0 })).toBe(false)
          expect(await ballot(id)).toEqual(atClose)
          expect(atClose.reduce((sum, count) => sum + count, 0)).toBe(counted)
          expect(await one.votes(id, 1, 1)).toHaveLength(counted)
        }
      })
    })

    it('say who is there: the last word of each server', async () => {
      const { id } = await created()
      const has = (here: number): Presence => ({
        here,
        following: here,
        teachers: 1,
        screens: 0,
        seats: [{ number: here, following: true, step: null, hand: true }],
      })
      await one.say(id, has(1))
      await one.say(id, has(2))
      expect(await two.present(id)).toEqual([has(2)])
      if (two !== one) {
        await two.say(id, has(3))
        expect((await one.present(id)).toSorted((a, b) => a.here - b.here)).toEqual([has(2), has(3)])
      }
      await one.say(id, null)
      expect(await two.present(id)).toEqual(two === one ? [] : [has(3)])
    })

    it('tell all servers, each room for itself, until nobody listens', async () => {
      const [room, other] = [await created(), await created()]
      const heard: Record<string, Wake[]> = { one: [], two: [], other: [], left: [] }
      await one.listen(room.id, (wake) => heard.one?.push(wake))
      await two.listen(room.id, (wake) => heard.two?.push(wake))
      await two.listen(other.id, (wake) => heard.other?.push(wake))
      const leave = await two.listen(room.id, (wake) => heard.left?.push(wake))
      leave()
      await change(one, room.id, ASK)
      const wakes: Wake[] = [
        { of: 'seats' },
        { of: 'rekey' },
        { of: 'removed', seat: 3 },
        { of: 'point', at: 4, pin: null },
        { of: 'point', at: null, pin: 'a.b' },
      ]
      for (const wake of wakes) await one.tell(room.id, wake)
      await two.tell(other.id, { of: 'seats' })
      await until('all have heard', () => heard.one?.length === 6 && heard.two?.length === 6 && heard.other?.length === 1)
      expect(heard).toEqual({ one: [{ of: 'change' }, ...wakes], two: [{ of: 'change' }, ...wakes], other: [{ of: 'seats' }], left: [] })
    })

    it('listen again after the last has left', async () => {
      const { id } = await created()
      const heard: Wake[] = []
      for (let time = 0; time < 5; time += 1) (await two.listen(id, () => expect.unreachable()))()
      const leave = await two.listen(id, (wake) => heard.push(wake))
      await one.tell(id, { of: 'rekey' })
      await until('it is heard', () => heard.length === 1)
      leave()
    })

    it('go at their end with their code, and not before', async () => {
      const soon = Date.now() + 500
      const [room, untouched, longer, finished] = [await created({ endsAt: soon }), await created(), await created(), await created()]
      await one.addSeat(room.id, secretHash('a'), NAMES, 9)
      await two.touch(room.id, Date.now() + HOUR_MS)
      await two.touch(untouched.id, soon)
      await two.touch(longer.id, soon)
      await one.touch(longer.id, Date.now() + HOUR_MS)
      await two.append(finished.id, 0, { of: 'finish' }, 'n', applyChange(finished.state, { of: 'finish' }), soon)
      for (const { id, state } of [room, untouched, finished]) {
        await until('the room is gone', async () => (await one.load(id)) === null)
        await until('the code is gone', async () => (await one.byCode(state.code)) === null)
        await expect(one.seats(id)).rejects.toThrow(NoRoom)
      }
      expect(await one.create(roomWith({ state: newRoom(room.state.code) }))).toBe(true)
      await one.sweep(Date.now())
      await until('they do not count', async () => (await two.size()) === 2)
      expect(await two.load(longer.id)).toEqual(longer)
    })

    it('hold a thousand seats', async () => {
      const { id } = await asked()
      const seats = await Promise.all(
        Array.from({ length: 1_010 }, (_, at) => (at % 2 === 0 ? one : two).addSeat(id, secretHash(`t${at}`), someNames(), 1_000)),
      )
      const dealt = seats.flatMap((seat) => seat ?? [])
      expect(new Set(dealt.map(({ number }) => number)).size).toBe(1_000)
      expect(new Set(dealt.map(({ name }) => name.join())).size).toBe(1_000)
      const voted = await Promise.all(dealt.map(({ number }) => one.vote(id, number, { question: 1, round: 1, choice: number % 4 })))
      expect(voted).not.toContain(false)
      expect(await ballot(id)).toEqual([250, 250, 250, 250])
      expect(await two.votes(id, 1, 1)).toHaveLength(1_000)
      expect((await two.seats(id)).map(({ number }) => number)).toEqual(Array.from({ length: 1_000 }, (_, at) => at + 1))
    })
  })
}
