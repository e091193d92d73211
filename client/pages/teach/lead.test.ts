import { describe, expect, it } from 'vitest'
import { applyChange, newRoom, type RoomChange, type RoomState } from '../../../protocol/room.ts'
import { comesNext, histogram, type LessonPlan, mayVoteAgain, phaseOf, stepFrom, stepOf } from './lead.ts'

const PLAN: LessonPlan = { slug: 'a', steps: 5, askStep: 2, runStep: 3 }
const at = (step: number): RoomChange => ({ of: 'show', moment: { path: `/lessons/a/${step}`, query: '' } })
const ASK: RoomChange = { of: 'ask', ref: { of: 'lesson', lesson: 'a', step: 2, options: 3 }, closesAt: null }
const roomAfter = (...changes: RoomChange[]): RoomState => changes.reduce(applyChange, newRoom('00000001'))

describe('the next thing to do', () => {
  it('walks a teacher through a lesson: show, ask, close, talk, answer, run, explain', () => {
    const answer: RoomChange = { of: 'answer', right: [1], counts: [[0, 3, 0]] }
    const walk: [RoomChange[], string | null][] = [
      [[], 'show'],
      [[at(1)], 'ask'],
      [[at(1), ASK], 'close'],
      [[at(1), ASK, { of: 'close' }], 'answer'],
      [[at(1), ASK, { of: 'close' }, answer], 'run'],
      [[at(1), ASK, { of: 'close' }, answer, at(3)], 'next'],
      [[at(5)], null],
      [[at(5), { of: 'finish' }], null],
    ]
    for (const [changes, doing] of walk) expect(comesNext(roomAfter(...changes), PLAN), JSON.stringify(changes)).toBe(doing)
  })

  it('is another vote where talking helps, as long as there may be one', () => {
    const closed = roomAfter(at(1), ASK, { of: 'close' })
    expect(comesNext(closed, PLAN, 'talk')).toBe('again')
    expect(comesNext(closed, PLAN, 'go-on')).toBe('answer')
    const again: RoomChange = { of: 'again', closesAt: null }
    const third = [again, { of: 'close' }, again, { of: 'close' }].reduce((state, change) => applyChange(state, change as RoomChange), closed)
    expect([mayVoteAgain(third), comesNext(third, PLAN, 'talk')]).toEqual([false, 'answer'])
  })

  it('stays within the lesson', () => {
    expect([
      stepFrom(roomAfter(), PLAN, 1),
      stepFrom(roomAfter(at(5)), PLAN, 1),
      stepFrom(roomAfter(at(1)), PLAN, -1),
      stepFrom(roomAfter(at(2)), PLAN, 1),
    ]).toEqual([1, 5, 1, 3])
    expect(stepOf(roomAfter({ of: 'show', moment: { path: '/lab', query: '' } }), 'a')).toBeNull()
    expect(phaseOf(roomAfter(at(1)))).toBe('follow')
  })
})

it('counts who is at which step', () => {
  const seats = [
    { here: true, step: 1 },
    { here: true, step: 3 },
    { here: true, step: 3 },
    { here: false, step: 3 },
    { here: true, step: null },
    { here: true, step: 9 },
  ]
  expect(histogram(seats, 4)).toEqual([1, 0, 2, 0])
})
