import { expect, it } from 'vitest'
import { namedMoments } from '../../model/namedMoments.ts'
import { FACTORS, PACES, type Pace, USUAL_PACE } from '../../model/pace.ts'
import { Story } from '../../model/story.ts'
import { recorded } from '../../model/testing/recordedEvents.ts'
import { gapAt, keyMove, playedTo } from './playerMoves.ts'

const story = new Story().follow(recorded('rust'))
const last = story.steps.length - 1
const starts = story.steps.filter(({ phase }, at) => phase !== null && phase !== story.steps[at - 1]?.phase).map(({ index }) => index)
const press = (key: string, cursor: number, pace: Pace = USUAL_PACE) => keyMove(key, { story, cursor, pace })

it('arrows move by one step, even past either end: the caller stops the move there', () => {
  expect(press('ArrowRight', 3)).toEqual({ to: 4 })
  expect(press('ArrowLeft', 3)).toEqual({ to: 2 })
  expect(press('ArrowRight', last)).toEqual({ to: last + 1 })
  expect(press('ArrowLeft', 0)).toEqual({ to: -1 })
})

it('the two keys of a clicker are the arrows', () => {
  expect(press('PageDown', 3)).toEqual(press('ArrowRight', 3))
  expect(press('PageUp', 3)).toEqual(press('ArrowLeft', 3))
})

it('Home is the first step; End is the last one by then', () => {
  expect(press('Home', 5)).toEqual({ to: 0 })
  expect(press('End', 5)).toEqual({ to: Number.POSITIVE_INFINITY })
})

it('brackets move to where a phase begins', () => {
  const [, second = 0, third = 0] = starts
  expect(press(']', second)).toEqual({ to: third })
  expect(press('[', third)).toEqual({ to: second })
  expect(press('[', second + 1)).toEqual({ to: second })
  expect(press(']', last)).toEqual({ to: last })
})

it('M moves to the next named moment, with Shift to the one before', () => {
  const moments = namedMoments(story).map(({ index }) => index)
  const [first = 0, second = 0] = moments
  expect(press('m', 0)).toEqual({ to: first })
  expect(press('m', first)).toEqual({ to: second })
  expect(press('M', second)).toEqual({ to: first })
  expect(press('m', last)).toEqual({ to: last })
})

it('comma is slower and full stop faster, as far as there are paces', () => {
  expect(press(',', 0, { kind: 'steady', ms: 1200 })).toEqual({ pace: { kind: 'steady', ms: 2400 } })
  expect(press('.', 0, { kind: 'steady', ms: 1200 })).toEqual({ pace: { kind: 'steady', ms: 500 } })
  expect(press(',', 0, PACES[0])).toEqual({ pace: PACES[0] })
  expect(press('.', 0, PACES.at(-1))).toEqual({ pace: { kind: 'stretched', factor: FACTORS[0] } })
})

it('space plays or pauses, Escape unpins, and no other key is ours', () => {
  expect(press(' ', 0)).toBe('play or pause')
  expect(press('Escape', 0)).toBe('let go')
  for (const key of ['a', 'Enter', 'ArrowUp', 'toString', '']) expect(press(key, 0)).toBeUndefined()
})

it('the player advances by one step and stops at the last', () => {
  expect(playedTo({ story, cursor: 0 })).toBe(1)
  expect(playedTo({ story, cursor: last - 1 })).toBe(last)
  expect(playedTo({ story, cursor: last })).toBeUndefined()
  expect(playedTo({ story: new Story(), cursor: 0 })).toBeUndefined()
})

it('a step lasts until the next one; the last takes no time', () => {
  const [first, second] = story.steps
  expect(gapAt({ story, cursor: 0 })).toBe((second?.ns ?? 0) - (first?.ns ?? 0))
  expect(gapAt({ story, cursor: last })).toBe(0)
})
