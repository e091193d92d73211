// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
import type { AxisValue } from '../../model/axis.ts'
import { capabilitiesOf } from '../../testing/capabilities.ts'
import { draw } from '../../testing/drawn.ts'
import { Runner } from '../../testing/runner.ts'
import { useGrid } from './useGrid.ts'

const ROWS = [
  { id: 'rust', strategy: 'rust' },
  { id: 'go@1.9', strategy: 'go', edition: '1.9' },
]
const VALUES = [{ apply: (settings: object) => ({ ...settings, fds: 3 }) }, { apply: (settings: object) => settings }] as unknown as AxisValue[]

let runner: Runner
beforeEach(() => {
  runner = new Runner()
})

function grid(asked = 'one') {
  const capabilities = capabilitiesOf(runner)
  return draw((word: string) => useGrid({ rows: ROWS, values: VALUES, settings: { strategy: 'rust', edition: '1.1' }, asked: word }, capabilities), asked)
}

it('runs every row with every value, one after the other, without switches that belong to one strategy', async () => {
  const page = await grid()
  const filled = page.now.fill()
  for (const own of [{ strategy: 'rust' }, { strategy: 'go', edition: '1.9' }])
    for (const settings of [{ ...own, fds: 3 }, own]) {
      const asked = await runner.next()
      expect(asked.settings).toEqual(settings)
      asked.end()
    }
  await filled
  expect(await page.settled()).toMatchObject({ done: 4, all: 4, running: false })
})

it('a cancel ends the whole grid', async () => {
  const page = await grid()
  const filled = page.now.fill()
  await runner.next()
  page.now.cancel()
  await filled
  expect(await page.settled()).toMatchObject({ done: 1, all: 4, running: false })
})

it('asking for something else empties it, and the run still under way fills no cell', async () => {
  const page = await grid()
  const filled = page.now.fill()
  const asked = await runner.next()
  await page.again('other')
  asked.end()
  await filled
  expect(await page.settled()).toMatchObject({ cells: [], running: false })
  expect(runner.begun).toHaveLength(1)
})

it('leaving the Lab ends its run, and starts no other', async () => {
  const page = await grid()
  const filled = page.now.fill()
  const asked = await runner.next()
  page.leave()
  await filled
  expect(asked.log.status).toBe('cancelled')
  expect(runner.begun).toHaveLength(1)
})
