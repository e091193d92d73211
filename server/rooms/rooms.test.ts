/** A class over real sockets. Each complaint that users of other classroom tools have (facts/classroom.md, A2) is a test here. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Act } from '../../protocol/room.ts'
import type { Serving } from '../serve.ts'
import { startServer } from '../testing/fakeServer.ts'
import { RoomClient } from '../testing/roomClient.ts'

const QUESTION: Act = { of: 'ask', ref: { of: 'lesson', lesson: 'fork-in-slow-motion', step: 2, options: 3 }, seconds: null }
const PLACE: Act = { of: 'show', moment: { path: '/lessons/fork-in-slow-motion/1', query: '' } }

let serving: Serving
beforeEach(async () => {
  serving = await startServer('fake')
})
afterEach(() => serving.close())

describe('a class', () => {
  it('leads from the lobby to an answered question, and each sees what is his to see', async () => {
    const { teacher, room } = await RoomClient.teacher(serving.url)
    const [anna, ben, wall] = await Promise.all([
      RoomClient.seat(serving.url, room),
      RoomClient.seat(serving.url, room),
      RoomClient.seat(serving.url, room, 'screen'),
    ])
    await teacher.act(PLACE)
    await anna.see(({ stage }) => stage === 'follow')
    await teacher.act(QUESTION)
    await anna.see(({ ask }) => ask?.phase === 'open')
    await ben.see(({ ask }) => ask?.phase === 'open')
    expect(await anna.vote(1)).toBe('voted')
    expect(await ben.vote(0)).toBe('voted')
    expect(await wall.vote(0)).toBe('not_teacher')
    await teacher.until((word) => word.kind === 'room-tally' && word.counts.join() === '1,1,0')
    expect(await teacher.refused(PLACE)).toBe('wrong_moment')
    await teacher.act({ of: 'close' })
    await teacher.act({ of: 'again', seconds: null })
    await ben.see(({ ask }) => ask?.round === 2)
    expect(await ben.vote(1)).toBe('voted')
    expect(await anna.vote(1, 1, 2)).toBe('voted')
    await teacher.act({ of: 'close' })
    await teacher.act({ of: 'answer', right: [1] })
    const answered = await wall.see(({ ask }) => ask?.phase === 'answered')
    expect(answered.ask?.counts).toEqual([
      [1, 1, 0],
      [0, 2, 0],
    ])
    for (const one of [teacher, anna, ben, wall]) expect(one.gaps).toEqual([])
  })
})
