import { expect, it } from 'vitest'
import { finished, guessed, type Move, predicted, ran, readProgress, saw } from './lessonProgress.ts'

const after = (...moves: Move[]) => moves.reduce((before, move) => move(before), readProgress(null))

it('starts empty', () => {
  expect(readProgress(null)).toEqual({ predictions: {}, seen: {}, curves: {}, done: [], runs: {} })
})

it('a prediction is locked until it is taken back; a skipped one counts', () => {
  expect(after(predicted('fork', { choice: 1, reason: 'pages' })).predictions).toEqual({ fork: { choice: 1, reason: 'pages' } })
  expect(after(predicted('fork', { choice: null, reason: '' })).predictions).toEqual({ fork: { choice: null, reason: '' } })
  expect(after(predicted('fork', { choice: 1, reason: '' }), predicted('exec', { choice: 0, reason: '' }), predicted('fork', null)).predictions).toEqual({
    exec: { choice: 0, reason: '' },
  })
})

it('a new prediction clears what was seen with the one before, in that lesson only', () => {
  const seen = { choice: 2, words: 'it slept' }
  const before = [predicted('fork', { choice: 1, reason: '' }), saw('fork', seen), saw('exec', seen)]
  expect(after(...before).seen).toEqual({ fork: seen, exec: seen })
  expect(after(...before, predicted('fork', { choice: 2, reason: '' })).seen).toEqual({ exec: seen })
  expect(after(...before, predicted('fork', null)).seen).toEqual({ exec: seen })
})

it('a guess at a curve may be skipped, which differs from not having guessed yet', () => {
  expect(after(guessed('cost', { fork: 3, vfork: 1 })).curves).toEqual({ cost: { fork: 3, vfork: 1 } })
  expect(after(guessed('cost', null)).curves).toEqual({ cost: null })
  expect(after(guessed('cost', null), guessed('cost', undefined)).curves).toEqual({})
})

it('a lesson is finished only once', () => {
  expect(after(finished('fork'), finished('exec'), finished('fork')).done).toEqual(['fork', 'exec'])
})

it('of an experiment only the latest run is remembered', () => {
  expect(after(ran('run fork', 'a'), ran('run go', 'b'), ran('run fork', 'c')).runs).toEqual({ 'run fork': 'c', 'run go': 'b' })
})

it('reads back what was stored', () => {
  const progress = after(predicted('fork', { choice: 1, reason: 'pages' }), saw('fork', { choice: null, words: '' }), guessed('cost', null), finished('fork'))
  expect(readProgress(JSON.stringify(progress))).toEqual(progress)
})

it('an older page stored only predictions and finished lessons', () => {
  expect(readProgress('{"predictions":{"fork":{"choice":1,"reason":"pages"}},"done":["fork"]}')).toEqual({
    predictions: { fork: { choice: 1, reason: 'pages' } },
    seen: {},
    curves: {},
    done: ['fork'],
    runs: {},
  })
})

it('malformed entries are dropped, and the rest stays', () => {
  const bent = {
    predictions: { fork: { choice: 'one', reason: 'pages' }, exec: { choice: 0, reason: '' }, go: 3, nim: null },
    seen: { fork: { choice: 1 }, exec: { choice: null, words: 'so' } },
    curves: { a: { fork: 1 }, b: { fork: 1, vfork: '2' }, c: { fork: 1, vfork: 2 }, d: 'none' },
    done: ['fork', 3, null, 'fork'],
    runs: { 'spawnscope run fork': 'abc', 'spawnscope run go': 3 },
  }
  expect(readProgress(JSON.stringify(bent))).toEqual({
    predictions: { exec: { choice: 0, reason: '' } },
    seen: { exec: { choice: null, words: 'so' } },
    curves: { c: { fork: 1, vfork: 2 } },
    done: ['fork'],
    runs: { 'spawnscope run fork': 'abc' },
  })
})

it.each(['', '{', 'null', '3', '"lessons"', '[]', '{"predictions":"all","seen":[],"curves":null,"done":{}}'])('%j is as if nothing had been stored', (text) => {
  expect(readProgress(text)).toEqual(readProgress(null))
})
