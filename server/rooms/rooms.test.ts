/**
 * A class over real sockets. What users of other classroom tools complain of (facts/classroom.md, A2) is a test each, named after the
 * complaint.
 */
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Act } from '../../protocol/room.ts'
import type { Serving } from '../serve.ts'
import { startServer } from '../testing/fakeServer.ts'
import { RoomClient } from '../testing/roomClient.ts'
import { openQuestion, QUESTION, refusedEntry } from '../testing/roomScenes.ts'

const PLACE = { of: 'show', moment: { path: '/lessons/fork-in-slow-motion/1', query: '' } } satisfies Act

/** Every act that there is. A row that lacks one does not compile. */
const ACTS: { [K in Act['of']]: Extract<Act, { of: K }> } = {
  show: PLACE,
  share: { of: 'share', shared: [] },
  ask: QUESTION,
  close: { of: 'close' },
  again: { of: 'again', seconds: null },
  counts: { of: 'counts', shown: true },
  answer: { of: 'answer', right: [0] },
  withdraw: { of: 'withdraw' },
  gather: { of: 'gather' },
  lend: { of: 'lend', seat: 1 },
  take: { of: 'take' },
  lock: { of: 'lock', locked: true },
  headcount: { of: 'headcount', shown: false },
  recode: { of: 'recode' },
  rekey: { of: 'rekey' },
  remove: { of: 'remove', seat: 1 },
  restore: { of: 'restore', seat: 1 },
  finish: { of: 'finish' },
}

let serving: Serving
beforeEach(async () => {
  serving = await startServer('fake')
})
afterEach(() => serving.close())

const seat = (room: string, as: 'student' | 'screen' = 'student'): Promise<RoomClient> => RoomClient.seat(serving.url, room, as)
const tally = (teacher: RoomClient, counts: string) => teacher.until((word) => word.kind === 'room-tally' && word.counts.join() === counts)

describe('a class', () => {
  it('leads from the lobby to an answered question, and each sees what is his to see', async () => {
    const { teacher, room } = await RoomClient.teacher(serving.url)
    const [anna, ben, wall] = await Promise.all([seat(room), seat(room), seat(room, 'screen')])
    await teacher.act(PLACE)
    await anna.see(({ stage }) => stage === 'follow')
    await teacher.act(QUESTION)
    await Promise.all([anna, ben].map((one) => one.see(({ ask }) => ask?.phase === 'open')))
    expect(await anna.vote(1)).toBe('voted')
    expect(await ben.vote(0)).toBe('voted')
    expect(await wall.vote(0)).toBe('not_teacher')
    await tally(teacher, '1,1,0')
    expect(await teacher.refused(PLACE)).toBe('wrong_moment')
    await teacher.act({ of: 'close' })
    await teacher.act({ of: 'again', seconds: null })
    await ben.see(({ ask }) => ask?.round === 2)
    await anna.see(({ ask }) => ask?.round === 2)
    expect(await ben.vote(1)).toBe('voted')
    expect(await anna.vote(1)).toBe('voted')
    await teacher.act({ of: 'close' })
    await teacher.act({ of: 'answer', right: [1] })
    const answered = await wall.see(({ ask }) => ask?.phase === 'answered')
    expect(answered.ask?.counts).toEqual([
      [1, 1, 0],
      [0, 2, 0],
    ])
    for (const one of [teacher, anna, ben, wall]) expect(one.gaps).toEqual([])
  })

  it('tells the teacher who is here, who is stuck and where they are, and nobody else', async () => {
    const { teacher, room } = await RoomClient.teacher(serving.url)
    const anna = await seat(room)
    anna.send({ kind: 'room-here', following: false, step: 3 })
    anna.send({ kind: 'room-hand', up: true })
    await teacher.until(
      (word) => word.kind === 'room-people' && word.seats.some(({ number, hand, step, following }) => number === 1 && hand && step === 3 && !following),
    )
    await teacher.until((word) => word.kind === 'room-count' && word.here === 1 && word.following === 0)
    await anna.until((word) => word.kind === 'room-count')
    expect(anna.frames.filter((frame) => frame.includes('room-people'))).toEqual([])
  })

  it('lends the lead to a seat, which may show and point and nothing else, and takes it back', async () => {
    const { teacher, room } = await RoomClient.teacher(serving.url)
    const [anna, ben] = [await seat(room), await seat(room)]
    await teacher.act(PLACE)
    expect(await anna.refused(PLACE)).toBe('not_teacher')
    await teacher.act({ of: 'lend', seat: 1 })
    await anna.see(({ driver }) => driver === 1)
    await anna.act({ of: 'show', moment: { path: '/lab', query: 'v=1&c=go' } })
    await ben.see(({ moment }) => moment?.path === '/lab')
    anna.send({ kind: 'room-point', at: 7, pin: null })
    await ben.until((word) => word.kind === 'room-point' && word.at === 7)
    expect(await anna.refused({ of: 'gather' })).toBe('not_teacher')
    expect(await ben.refused(PLACE)).toBe('not_teacher')
    await teacher.act({ of: 'take' })
    await anna.see(({ driver }) => driver === null)
    expect(await anna.refused(PLACE)).toBe('not_teacher')
    expect(await teacher.refused({ of: 'lend', seat: 9 })).toBe('bad_value')
  })

  it('closes by its clock, at the server', async () => {
    const { teacher, room } = await RoomClient.teacher(serving.url)
    const anna = await seat(room)
    await teacher.act({ ...ACTS.ask, seconds: 10 })
    const open = await anna.see(({ ask }) => ask?.phase === 'open')
    expect(open.ask?.closesAt).toBeGreaterThan(0)
    await anna.see(({ ask }) => ask?.phase === 'closed')
    expect(await anna.vote(0)).toBe('vote_closed')
  })

  it('does an act that is sent twice once', async () => {
    const { teacher, room } = await RoomClient.teacher(serving.url)
    const anna = await seat(room)
    for (let times = 0; times < 3; times += 1) teacher.send({ kind: 'room-act', n: 'same', act: { of: 'gather' } })
    for (let times = 0; times < 3; times += 1) await teacher.next('room-acted')
    await teacher.act({ of: 'lock', locked: true })
    expect((await anna.see(({ locked }) => locked)).gathered).toBe(1)
  })

  it('gives whoever comes back what he has missed, and whoever has been away too long everything', async () => {
    const { teacher, room } = await RoomClient.teacher(serving.url)
    const anna = await seat(room)
    const { token, epoch, seq } = anna
    await anna.close()
    await teacher.act({ of: 'gather' })
    await teacher.act({ of: 'gather' })
    const back = await RoomClient.connect(serving.url)
    back.send({ kind: 'room-enter', room, as: 'student', ...(token && { seat: token }), have: { epoch, seq } })
    const missed = [await back.next('room-change'), await back.next('room-change')]
    expect(missed.map((word) => word.seq)).toEqual([seq + 1, seq + 2])
    expect((await back.next('room-resumed')).seq).toBe(seq + 2)
    for (const have of [
      { epoch: 'otherone', seq },
      { epoch, seq: seq + 50 },
    ]) {
      const other = await RoomClient.connect(serving.url)
      other.send({ kind: 'room-enter', room, as: 'student', ...(token && { seat: token }), have })
      expect((await other.next('room')).seq).toBe(seq + 2)
    }
  })

  it('ends: nobody acts or votes any more, the results stay for the teacher', async () => {
    const { teacher, seats } = await openQuestion(serving.url, 1)
    await seats[0].vote(2)
    await teacher.act({ of: 'finish' })
    await seats[0].see(({ stage }) => stage === 'ended')
    expect(await teacher.refused({ of: 'gather' })).toBe('room_ended')
    teacher.send({ kind: 'room-results' })
    const { votes, last } = await teacher.next('room-results')
    expect([votes[0]?.slice(0, 2), last]).toEqual([[1, 2], true])
  })
})

describe('what users of other tools complain of', () => {
  it('a phone that sleeps or reloads has the seat and the vote that it had', async () => {
    const { teacher, room, seats } = await openQuestion(serving.url, 1)
    const [anna] = seats
    await anna.vote(2)
    const { token } = anna
    anna.socket.terminate()
    const back = await RoomClient.connect(serving.url)
    const { you, mine, state } = await back.enter({ room, as: 'student', ...(token && { seat: token }) })
    expect([you.seat?.number, mine?.choice, state.ask?.phase]).toEqual([1, 2, 'open'])
    expect(await back.vote(0)).toBe('voted')
    await tally(teacher, '1,0,0')
  })

  it('a teacher who reloads or crashes finds his class as it was', async () => {
    const { teacher, room, key, seats } = await openQuestion(serving.url, 2)
    teacher.socket.terminate()
    expect(await seats[0].vote(0)).toBe('voted')
    await seats[0].until((word) => word.kind === 'room-count' && word.teachers === 0)
    const back = await RoomClient.connect(serving.url)
    const { you, state } = await back.enter({ room, as: 'teacher', key })
    expect([you.as, state.ask?.phase]).toEqual(['teacher', 'open'])
    await back.act({ of: 'close' })
    await seats[1]?.see(({ ask }) => ask?.phase === 'closed')
  })

  it('one who comes late is in at once, also in an open question; only a lock keeps him out', async () => {
    const { teacher, room, code } = await openQuestion(serving.url, 1)
    const late = await RoomClient.connect(serving.url)
    const { state } = await late.enter({ code, as: 'student' })
    expect(state.ask?.phase).toBe('open')
    expect(await late.vote(1)).toBe('voted')
    await teacher.act({ of: 'lock', locked: true })
    expect(await refusedEntry(serving.url, { room, as: 'student' })).toBe('room_locked')
    // Whoever has a seat comes back all the same.
    expect((await (await RoomClient.connect(serving.url)).enter({ room, as: 'student', ...(late.token && { seat: late.token }) })).you.seat?.number).toBe(2)
  })

  it('one who answers again and again counts once and ends nothing', async () => {
    const { teacher, seats } = await openQuestion(serving.url, 3)
    for (const choice of [0, 1, 2, 1, 0, 2, 2]) expect(await seats[0].vote(choice)).toBe('voted')
    await tally(teacher, '0,0,1')
    await seats[1]?.vote(0)
    await seats[2]?.vote(0)
    await tally(teacher, '2,0,1')
    expect(teacher.state?.ask?.phase).toBe('open')
  })

  it('after the close a reload lets nobody vote or change', async () => {
    const { teacher, room, seats } = await openQuestion(serving.url, 2)
    await seats[0].vote(0)
    await teacher.act({ of: 'close' })
    const [anna, ben] = seats
    anna.socket.terminate()
    const back = await RoomClient.connect(serving.url)
    await back.enter({ room, as: 'student', ...(anna.token && { seat: anna.token }) })
    expect(await back.vote(1)).toBe('vote_closed')
    expect(await ben?.vote(1, 1, 1)).toBe('vote_closed')
    expect(await ben?.vote(1, 2, 1)).toBe('vote_closed')
    await teacher.act({ of: 'answer', right: [0] })
    expect((await back.see(({ ask }) => ask?.phase === 'answered')).ask?.counts).toEqual([[1, 0, 0]])
  })

  it('no share reaches the wall or a seat before the teacher shows it', async () => {
    const { teacher, room, seats } = await openQuestion(serving.url, 2)
    const wall = await seat(room, 'screen')
    await seats[0].vote(0)
    await seats[1]?.vote(2)
    await tally(teacher, '1,0,1')
    await wall.until((word) => word.kind === 'room-count' && word.voted === 2)
    await teacher.act({ of: 'close' })
    await wall.see(({ ask }) => ask?.phase === 'closed')
    for (const one of [wall, ...seats]) {
      expect(one.frames.filter((frame) => frame.includes('room-tally') || /"counts":\[/.test(frame))).toEqual([])
      expect(one.state?.ask?.counts).toBeNull()
    }
    await teacher.act({ of: 'counts', shown: true })
    expect((await wall.see(({ ask }) => ask?.counts !== null)).ask?.counts).toEqual([[1, 0, 1]])
    await teacher.act({ of: 'counts', shown: false })
    await wall.see(({ ask }) => ask?.counts === null)
  })

  it('names are dealt, each once, and nobody can choose one', async () => {
    const { teacher, room } = await RoomClient.teacher(serving.url)
    const seats = await Promise.all(Array.from({ length: 40 }, () => seat(room)))
    expect(new Set(seats.map(({ token }) => token)).size).toBe(40)
    const people = await teacher.until((word) => word.kind === 'room-people' && word.seats.length >= 40)
    const dealt = people.kind === 'room-people' ? people.seats.map(({ name }) => name.join('/')) : []
    expect(new Set(dealt).size).toBe(dealt.length)
    const rude = await RoomClient.connect(serving.url)
    rude.socket.send(JSON.stringify({ kind: 'room-enter', room, as: 'student', name: 'rude' }))
    const [frame] = (await once(rude.socket, 'message')) as [Buffer]
    expect(JSON.parse(frame.toString('utf8')).kind).not.toBe('room')
  })

  it('one who was taken out by mistake comes back with the seat he had', async () => {
    const { teacher, room } = await RoomClient.teacher(serving.url)
    const anna = await seat(room)
    await teacher.act({ of: 'remove', seat: 1 })
    expect((await anna.next('room-out')).why).toBe('removed')
    expect(await anna.vote(0)).toBe('not_in_room')
    expect(await refusedEntry(serving.url, { room, as: 'student', ...(anna.token && { seat: anna.token }) })).toBe('room_removed')
    await teacher.act({ of: 'restore', seat: 1 })
    const back = await RoomClient.connect(serving.url)
    expect((await back.enter({ room, as: 'student', ...(anna.token && { seat: anna.token }) })).you.seat?.number).toBe(1)
  })

  it('a school behind one address is let in, each with a code typed', async () => {
    const { code } = await RoomClient.teacher(serving.url)
    const seats = await Promise.all(
      Array.from({ length: 200 }, async () => {
        const client = await RoomClient.connect(serving.url)
        // Everybody mistypes once.
        client.send({ kind: 'room-enter', code: String((Number(code) + 1) % 1e8).padStart(8, '0'), as: 'student' })
        await client.next('room-refused')
        return client
      }),
    )
    expect(seats.length).toBe(200)
    const fresh = await RoomClient.connect(serving.url)
    expect((await fresh.enter({ code, as: 'student' })).you.seat?.number).toBe(1)
  })

  it('only the teacher moves people: no act of a seat, a wall or a stranger does anything', async () => {
    const { teacher, room, key } = await RoomClient.teacher(serving.url)
    const [anna, wall] = [await seat(room), await seat(room, 'screen')]
    await teacher.act(PLACE)
    const before = JSON.stringify(teacher.state)
    for (const act of Object.values(ACTS)) {
      expect(await anna.refused(act), act.of).toBe('not_teacher')
      expect(await wall.refused(act), act.of).toBe('not_teacher')
    }
    anna.send({ kind: 'room-results' })
    expect((await anna.until((word) => word.kind === 'room-refused' && word.of === 'room-results')).kind).toBe('room-refused')
    const stranger = await RoomClient.connect(serving.url)
    expect(await stranger.refused(ACTS.close)).toBe('not_in_room')
    expect(await refusedEntry(serving.url, { room, as: 'teacher' })).toBe('not_teacher')
    expect(await refusedEntry(serving.url, { room, as: 'teacher', key: `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}` })).toBe('not_teacher')
    expect(JSON.stringify(teacher.state)).toBe(before)
  })

  it('the head count can be hidden', async () => {
    const { teacher, room } = await RoomClient.teacher(serving.url)
    const anna = await seat(room)
    await anna.until((word) => word.kind === 'room-count' && word.here === 1)
    await teacher.act({ of: 'headcount', shown: false })
    await anna.until((word) => word.kind === 'room-count' && word.here === null)
    await teacher.until((word) => word.kind === 'room-count' && word.here === 1)
  })

  it('a moment from another browser is a path and a query, or nothing', async () => {
    const { teacher } = await RoomClient.teacher(serving.url)
    for (const path of ['//evil.example', 'javascript:alert(1)', '/../x', '/a b', `/${'a'.repeat(200)}`]) {
      teacher.socket.send(JSON.stringify({ kind: 'room-act', n: 'x', act: { of: 'show', moment: { path, query: '' } } }))
    }
    for (const text of ['a\u202eb', '', 'x'.repeat(201), `Z${'\u0310'.repeat(9)}`]) {
      teacher.socket.send(JSON.stringify({ kind: 'room-act', n: 'y', act: { of: 'ask', ref: { of: 'typed', text, options: ['a', 'b'] }, seconds: null } }))
    }
    await teacher.act({ of: 'gather' })
    expect([teacher.state?.moment, teacher.state?.ask, teacher.seq]).toEqual([null, null, 1])
  })

  it('two browsers share a seat; a third replaces the oldest', async () => {
    const { teacher, room } = await RoomClient.teacher(serving.url)
    const phone = await seat(room)
    const as = { room, as: 'student' as const, ...(phone.token && { seat: phone.token }) }
    const [laptop, tablet] = [await RoomClient.connect(serving.url), await RoomClient.connect(serving.url)]
    await laptop.enter(as)
    await tablet.enter(as)
    expect((await phone.next('room-out')).why).toBe('replaced')
    await teacher.act(QUESTION)
    await tablet.see(({ ask }) => ask?.phase === 'open')
    await laptop.vote(0)
    await tablet.vote(1)
    await tally(teacher, '0,1,0')
  })
})
