import { expect, it } from 'vitest'
import { shuffled } from './shuffle.ts'

const SEEDS = Array.from({ length: 600 }, (_, seed) => seed)

it('each number once, and the same order for the same seed and name', () => {
  for (const seed of SEEDS) expect(shuffled(4, seed, 'go').toSorted()).toEqual([0, 1, 2, 3])
  expect(shuffled(4, 7, 'go')).toEqual(shuffled(4, 7, 'go'))
  expect([shuffled(0, 1, 'go'), shuffled(1, 1, 'go')]).toEqual([[], [0]])
})

it('every order comes, and none much more often than the others', () => {
  const orders = SEEDS.map((seed) => shuffled(3, seed, 'go').join())
  expect(new Set(orders).size).toBe(6)
  for (const order of new Set(orders)) expect(orders.filter((one) => one === order).length).toBeGreaterThan(SEEDS.length / 12)
})

it('the names of one reader have different orders', () => {
  expect(new Set(['go', 'nim', 'rust', 'ruby', 'path', 'locks'].map((name) => shuffled(4, 7, name).join())).size).toBeGreaterThan(2)
})
