import { expect, it } from 'vitest'
import { STRATEGIES } from '../../content/strategies.ts'
import { type Look, lookOf, nameOf, placesOf } from './look.ts'

const look = (strategy: string): Look => lookOf({ strategy, source: 'ours', pages: 'small' })
const drawn = ({ colour, path }: Look): string => `${colour} ${path}`

it('no two strategies of the catalog look the same', () => {
  expect(STRATEGIES.length).toBeGreaterThanOrEqual(10)
  expect(new Set(STRATEGIES.map(({ id }) => drawn(look(id)))).size).toBe(STRATEGIES.length)
})

it('a strategy keeps its colour when others are added', () => {
  const colours = ['fork', 'vfork', 'posix_spawn', 'clone', 'rust', 'go', 'ruby', 'nim', 'python', 'node'].map((id) => look(id).colour)
  expect(colours.map((colour) => /\d/.exec(colour)?.[0]).join('')).toBe('0123456701')
})

it('new strategies get their own places, in the catalog’s order', () => {
  const places = placesOf(['awk', 'fork', 'lua', 'zig'])
  expect(['fork', 'node', 'awk', 'lua', 'zig'].map((id) => places.get(id))).toEqual([0, 9, 10, 11, 12])
})

it('a runtime is named after its language, a plain call after itself', () => {
  expect(['rust', 'node', 'posix_spawn', 'never heard of'].map(nameOf)).toEqual(['Rust', 'Node', 'posix_spawn', 'never heard of'])
})
