import { describe, expect, it } from 'vitest'
import { type LessonState, type StepKind, wayOn } from './wayOn.ts'

const NOTHING: LessonState = { predicted: false, ran: false, canRun: true, seen: false, guessed: false, done: false }

describe('the way on from a step', () => {
  it.each<[StepKind, Partial<LessonState>, string]>([
    ['look', {}, 'ready'],
    ['predict', {}, 'answer'],
    ['predict', { predicted: true }, 'ready'],
    ['run', {}, 'answer'],
    ['run', { predicted: true }, 'run'],
    ['run', { ran: true }, 'ready'],
    ['run', { canRun: false }, 'open'],
    ['explain', {}, 'ready'],
    ['explain', { ran: true }, 'say'],
    ['explain', { ran: true, seen: true }, 'ready'],
    ['curve', {}, 'open'],
    ['curve', { guessed: true }, 'ready'],
    ['change', {}, 'open'],
    ['change', { done: true }, 'ready'],
  ])('%s with %o is %s', (kind, state, way) => {
    expect(wayOn(kind, { ...NOTHING, ...state })).toBe(way)
  })
})
