import { expect, it } from 'vitest'
import type { Axis } from './axis.ts'
import { type GridChoice, gridRows, gridValues, gridWord, readGrid, unlikeMost } from './grid.ts'
import { catalog } from './testing/catalog.ts'

const ids = (choice: GridChoice, real: string[] = []) => gridRows(catalog, choice, real).map(({ id }) => id)

it('has the four of the article first, then the other runtimes, then plain calls', () => {
  const rows = ids({ vary: 'signal' })
  expect(rows.slice(0, 4)).toEqual(['rust', 'go', 'ruby', 'nim'])
  expect(rows).toHaveLength(catalog.strategies.length)
  const runtime = (id: string) => catalog.strategies.find((one) => one.id === id)?.runtime
  expect(rows.map(runtime)).toEqual([...rows.map(runtime)].toSorted((a, b) => Number(b) - Number(a)))
})

it('has a row for each edition, and one for the real program after its strategy', () => {
  const rows = gridRows(catalog, { vary: 'signal', editions: true, real: true }, ['go'])
  const go = rows.filter(({ strategy }) => strategy === 'go')
  expect(go.at(-1)).toEqual({ id: 'real:go', strategy: 'go', real: true })
  expect(go.slice(0, -1).map(({ edition }) => edition)).toEqual(catalog.strategies.find(({ id }) => id === 'go')?.editions.map(({ name }) => name))
  expect(rows.filter(({ real }) => real)).toHaveLength(1)
  expect(ids({ vary: 'signal', real: true })).not.toContain('real:go')
})

it('shows one value if asked, and all if that is none of them', () => {
  const axis = { values: [{ word: '' }, { word: 'default' }, { word: 'ignore' }] } as unknown as Axis
  const words = (only?: string) => gridValues(axis, { vary: 'signal', ...(only !== undefined && { only }) }).map(({ word }) => word)
  expect(words('ignore')).toEqual(['ignore'])
  expect(words('')).toEqual([''])
  expect(words('explode')).toEqual(['', 'default', 'ignore'])
  expect(words()).toEqual(['', 'default', 'ignore'])
})

it('marks what differs from most, and nothing if there is no majority', () => {
  expect(unlikeMost(['a', 'a', 'b', null])).toEqual([false, false, true, false])
  expect(unlikeMost(['a', 'b'])).toEqual([false, false])
  expect(unlikeMost([null, null])).toEqual([false, false])
})

it('is one word of a link, and comes back from it', () => {
  const choices: GridChoice[] = [
    { vary: 'signal', signal: 'INT', only: 'ignore', editions: true, real: true },
    { vary: 'target' },
    { vary: 'path', only: '/usr/bin:/bin:.' },
    { vary: 'signal', signal: 'PIPE', only: '' },
  ]
  for (const choice of choices) expect(readGrid(gridWord(choice))).toEqual(choice)
  for (const word of ['', '@INT', 'signal@', 'signal@INT@USR1', 'signal;all', 'signal;only', `signal;only=${'x'.repeat(65)}`, 'sig nal'])
    expect(readGrid(word)).toBeUndefined()
})
