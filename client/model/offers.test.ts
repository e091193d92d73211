import { expect, it } from 'vitest'
import { offersFor } from './offers.ts'

const ALL = ['Go to Compare', 'Go to Lab', 'Try Go: os/exec in the Lab', '「実験室」へ移動'].map((name) => ({ name }))
const names = (typed: string): string[] => offersFor(typed, ALL).map(({ name }) => name)

it('offers all for an empty input, words before letters, and nothing if nothing fits', () => {
  expect(names('')).toHaveLength(4)
  expect(names('lab go')).toEqual(['Go to Lab', 'Try Go: os/exec in the Lab'])
  expect(names('gtl')[0]).toBe('Go to Lab')
  expect(names('実験')).toEqual(['「実験室」へ移動'])
  expect(names('zzz')).toEqual([])
})

it('finds an entry by its other name, and puts beginnings of words first', () => {
  const all = [{ name: 'スレッドの取り消し', also: 'Cancellation' }, { name: 'uncancelled' }, { name: 'Cancel the run' }]
  expect(offersFor('cancel', all).map(({ name }) => name)).toEqual(['スレッドの取り消し', 'Cancel the run', 'uncancelled'])
  expect(offersFor('取り消し', all)).toHaveLength(1)
})
