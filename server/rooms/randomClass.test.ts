/**
 * Random messages of random members to a real server: teachers on two devices, seats that reload, a wall. Whatever they send, each
 * vote counts once and none after the close, no share shows early, no change is missing, and nobody gets a right that he had not.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Act } from '../../protocol/room.ts'
import type { RoomWord } from '../../protocol/roomMessages.ts'
import { seededNumbers } from '../../protocol/seededRandom.ts'
import type { Serving } from '../serve.ts'
import { startServer } from '../testing/fakeServer.ts'
import { RoomClient } from '../testing/roomClient.ts'

const SEATS = 6
const STEPS = 250

let serving: Serving
beforeEach(async () => {
  serving = await startServer('fake', { SPAWNSCOPE_MESSAGES_PER_SOCKET: '100000' })
})
afterEach(() => serving.close())

function randomAct(below: (n: number) => number): Act {
  const acts: Act[] = [
    { of: 'show', moment: { path: `/lessons/a/${1 + below(5)}`, query: '' } },
    { of: 'ask', ref: { of: 'lesson', lesson: 'a', step: 2, options: 3 }, seconds: null },
    { of: 'ask', ref: { of: 'typed', text: 'q', options: ['a', 'b'] }, seconds: null },
    { of: 'close' },
    { of: 'again', seconds: null },
    { of: 'counts', shown: below(2) === 0 },
    { of: 'answer', right: [below(2)] },
    { of: 'withdraw' },
    { of: 'gather' },
    { of: 'lend', seat: 1 + below(SEATS) },
    { of: 'take' },
    { of: 'share', shared: [] },
    { of: 'headcount', shown: below(2) === 0 },
  ]
  return acts[below(acts.length)] ?? { of: 'gather' }
}

/** Tries an act and says what came of it. */
async function tryAct(client: RoomClient, act: Act, n: string): Promise<'done' | string> {
  client.send({ kind: 'room-act', n, act })
  const word = await client.until((one) => (one.kind === 'room-acted' || one.kind === 'room-refused') && one.n === n)
  return word.kind === 'room-refused' ? word.refusal.code : 'done'
}

/** Frames of somebody who may see no votes, judged one by one against the state that he had. */
function earlyShares(client: RoomClient): string[] {
  return client.frames.filter((frame) => {
    if (frame.includes('"room-tally"') || frame.includes('"room-people"')) return true
    const word = JSON.parse(frame) as RoomWord
    if (word.kind === 'room') return word.state.ask?.phase === 'open' && word.state.ask.counts !== null
    return word.kind === 'room-count' && word.voted !== null && client.token !== undefined
  })
}

describe('random members of a class', () => {
  it.each([1, 2, 3])('keep its rules (seed %i)', async (seed) => {
    const below = seededNumbers(seed)
    const { teacher, room, key } = await RoomClient.teacher(serving.url)
    const second = await RoomClient.connect(serving.url)
    await second.enter({ room, as: 'teacher', key })
    const wall = await RoomClient.seat(serving.url, room, 'screen')
    const seats = await Promise.all(Array.from({ length: SEATS }, () => RoomClient.seat(serving.url, room)))
    const gone: RoomClient[] = []
    /** By question and round: what each seat was told that it has voted. */
    const ballots = new Map<string, Map<string, number>>()
    for (let step = 0; step < STEPS; step += 1) {
      const at = below(SEATS)
      const seat = seats[at] as RoomClient
      switch (below(5)) {
        case 0:
        case 1:
          await tryAct(below(2) ? teacher : second, randomAct(below), `t${step}`)
          break
        case 2: {
          const act = randomAct(below)
          const before = seat.state?.driver
          const came = await tryAct(below(3) === 0 ? wall : seat, act, `s${step}`)
          if (came === 'done') expect([act.of, before === null]).toEqual(['show', false])
          break
        }
        case 3: {
          const { ask } = seat.state ?? {}
          const [question, round, choice] = [Math.max(1, (ask?.index ?? 1) - below(2)), 1 + below(3), below(3)]
          const came = await seat.vote(choice, question, round)
          if (came !== 'voted') break
          const ballot = ballots.get(`${question}/${round}`) ?? new Map<string, number>()
          ballots.set(`${question}/${round}`, ballot.set(seat.token ?? '', choice))
          break
        }
        default:
          // A reload, in the middle of whatever it is.
          seat.socket.terminate()
          gone.push(seat)
          seats[at] = await RoomClient.connect(serving.url)
          await seats[at]?.enter({ room, as: 'student', ...(seat.token && { seat: seat.token }) })
      }
    }
    await teacher.act({ of: 'gather' })
    const last = teacher.seq
    const all = [teacher, second, wall, ...seats]
    await Promise.all(all.map((one) => one.see(() => one.seq === last)))
    for (const one of [...all, ...gone]) expect(one.gaps).toEqual([])
    for (const one of all) expect(one.state).toEqual(teacher.state)
    for (const one of [wall, ...seats, ...gone]) expect(earlyShares(one)).toEqual([])
    teacher.send({ kind: 'room-results' })
    const stored = new Map<string, number>()
    for (let more = (teacher.state?.asked.length ?? 0) > 0; more; ) {
      const word = await teacher.next('room-results')
      if (word.votes.length > 0) stored.set(`${word.question}/${word.round}`, word.votes.length)
      more = !word.last
    }
    expect(stored).toEqual(new Map([...ballots].map(([round, ballot]) => [round, ballot.size])))
  })
})
