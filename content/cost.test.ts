/** The page trusts the form of the recorded measurement, so this checks it, and that the measurement names its machine. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { STRATEGIES } from '../client/content/strategies.ts'
import { headlineOf, seriesOf } from '../client/model/cost.ts'
import { CostRecording } from '../protocol/cost.ts'

const recording = CostRecording.parse(JSON.parse(readFileSync('content/cost/recorded.json', 'utf8')))

it('names its machine and ran without a tracer', () => {
  expect(recording.hello).toMatchObject({ tracer: null, cpu: expect.stringMatching(/./), kernel: expect.stringMatching(/./) })
})
it('has every strategy against memory; npm run record:cost measures all', () => {
  const series = seriesOf(recording.cells, 'memory').filter(({ source, points }) => source === 'ours' && points.length >= 5)
  expect(STRATEGIES.map(({ id }) => id).filter((id) => !series.some(({ strategy }) => strategy === id))).toEqual([])
})
it('has huge pages, threads and real runtimes', () => {
  const series = seriesOf(recording.cells, 'memory')
  expect(series.some(({ pages }) => pages === 'huge')).toBe(true)
  expect(series.some(({ source }) => source === 'runtime')).toBe(true)
  expect(seriesOf(recording.cells, 'threads').length).toBeGreaterThanOrEqual(2)
})
it('shows what the article says: sharing memory makes it fast', () => {
  expect(headlineOf(recording.cells)?.ratio).toBeGreaterThan(20)
  for (const row of recording.observer.rows) expect(row.spawnscope).toBeGreaterThan(row.alone)
})
it('is what docs/cost.md says', () => {
  const said = /With 2 GB resident, fork takes ([\d,]+) times as long as vfork/.exec(readFileSync('docs/cost.md', 'utf8'))?.[1]
  const headline = headlineOf(recording.cells)
  expect(headline?.memory).toBe(2048)
  expect(said).toBe(new Intl.NumberFormat('en', { maximumSignificantDigits: 2 }).format(headline?.ratio ?? 0))
})
