// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Check } from '../../protocol/catalog.ts'
import { catalog } from '../model/testing/catalog.ts'
import { draw } from '../testing/drawn.ts'
import { Runner } from '../testing/runner.ts'
import { serveShippedFiles } from '../testing/shippedFiles.ts'
import type { Capabilities } from './capabilities.ts'
import type { Outside, Reach } from './outside/outside.ts'
import { type Experiment, useExperiments } from './useExperiments.ts'

interface Given {
  of?: string
  experiments?: readonly Experiment[]
  reach?: Reach
  check?: Check | null
  orRecorded?: boolean
}

const FOUR: readonly Experiment[] = ['rust', 'go', 'nim', 'ruby'].map((strategy) => ({ run: { strategy } }))

let runner: Runner
beforeEach(() => {
  runner = new Runner()
  serveShippedFiles()
})
afterEach(() => vi.unstubAllGlobals())

const experiments = (given: Given = {}) =>
  draw(({ of = 'a', experiments: asked = FOUR, reach = { is: 'open' }, check = null, orRecorded = false }: Given) => {
    const { run, cancel } = runner
    const capabilities: Capabilities = {
      outside: {} as Outside,
      catalog,
      check,
      reach,
      canRun: reach.is === 'open',
      source: 'live',
      run,
      watch: async () => {},
      order: () => {},
      cancel,
    }
    return useExperiments(of, asked, capabilities, { orRecorded })
  }, given)

type Page = Awaited<ReturnType<typeof experiments>>
const statuses = ({ now: { logs } }: Page) => logs.map((log) => log?.status ?? null)

it('runs nothing until requested; then one after the other, each into its place', async () => {
  const page = await experiments()
  expect(page.now).toMatchObject({ logs: [null, null, null, null], running: false })
  const all = page.now.runAll()
  for (const { run } of FOUR) {
    const asked = await runner.next()
    expect(asked.settings).toEqual(run)
    expect((await page.settled()).running).toBe(true)
    asked.end()
  }
  await all
  await page.until(({ running }) => !running)
  expect(statuses(page)).toEqual(['ended', 'ended', 'ended', 'ended'])
})

it('runs only some on request, and the others keep their logs', async () => {
  const page = await experiments()
  for (const places of [[2], [0]]) {
    const some = page.now.runAll(places)
    ;(await runner.next()).end()
    await some
    await page.settled()
  }
  expect(statuses(page)).toEqual(['ended', null, 'ended', null])
})

it('is running until the last requested run is over', async () => {
  const page = await experiments()
  const first = page.now.runAll([0])
  const second = page.now.runAll([1])
  ;(await runner.next()).end()
  await first
  expect((await page.settled()).running).toBe(true)
  ;(await runner.next()).end()
  await second
  expect((await page.settled()).running).toBe(false)
})

it('a cancel ends the current run, and the later ones do not run', async () => {
  const page = await experiments()
  const all = page.now.runAll()
  ;(await runner.next()).end()
  await runner.next()
  page.now.cancel()
  await all
  expect((await page.settled()).running).toBe(false)
  expect(statuses(page)).toEqual(['ended', 'cancelled', null, null])
  expect(runner.begun).toHaveLength(2)
})

it('leaving the page ends the current run, and no other begins', async () => {
  const page = await experiments()
  const all = page.now.runAll()
  const asked = await runner.next()
  page.leave()
  await all
  expect(asked.log.status).toBe('cancelled')
  expect(runner.begun).toHaveLength(1)
})

it('showing something else discards the runs, and they do not come back with it', async () => {
  const page = await experiments()
  const all = page.now.runAll()
  ;(await runner.next()).end()
  await runner.next()
  await page.again({ of: 'b', experiments: FOUR.slice(0, 1) })
  expect(page.now).toMatchObject({ logs: [null], running: false })
  await page.again({ of: 'a' })
  await all
  expect(await page.settled()).toMatchObject({ logs: [null, null, null, null], running: false })
  expect(runner.begun).toHaveLength(2)
})

it('without live runs it plays the recorded ones', async () => {
  const page = await experiments({ experiments: [{ run: { strategy: 'ruby', specimen: 'plain' } }], reach: { is: 'none' } })
  expect(page.now).toMatchObject({ recorded: true, canRun: true })
  await page.now.runAll()
  const { logs } = await page.settled()
  expect(logs[0]).toMatchObject({ source: 'recorded', status: 'ended' })
  expect(logs[0]?.events.length).toBeGreaterThan(0)
  expect(runner.begun).toEqual([])
})

it('plays the others even if one was not recorded', async () => {
  serveShippedFiles((path) => (path.includes('/go/') ? Promise.reject(new TypeError('Failed to fetch')) : undefined))
  const real = (strategy: string): Experiment => ({ run: { strategy, specimen: 'plain' } })
  const page = await experiments({ experiments: [real('go'), real('ruby')], reach: { is: 'none' } })
  const all = page.now.runAll()
  // Nobody can run it.
  ;(await runner.next()).cancel()
  await all
  await page.settled()
  expect(statuses(page)).toEqual(['cancelled', 'ended'])
})

it('a run that breaks has failed, and the next one still runs', async () => {
  vi.spyOn(runner, 'run').mockRejectedValueOnce(new TypeError('Failed to fetch'))
  const page = await experiments()
  const both = page.now.runAll([0, 1])
  ;(await runner.next()).end()
  await both
  await page.settled()
  expect(page.now.logs[0]).toMatchObject({ status: 'failed', refusal: { code: 'connection_lost' } })
  expect(page.now.logs[1]?.status).toBe('ended')
})

const AS_ROOT: readonly Experiment[] = [{ run: { strategy: 'hazard-pid-reuse', set: { by: 'pid' } }, as: 'root' }]
const NOT_ROOT = { uid: 1000, sandbox: { level: 3 } } as unknown as Check

it('plays the recording of a run for which the server has no such parent, if asked to', async () => {
  expect((await experiments({ experiments: AS_ROOT, check: NOT_ROOT })).now.settings).toEqual([undefined])
  const page = await experiments({ experiments: AS_ROOT, check: NOT_ROOT, orRecorded: true })
  await page.now.runAll()
  expect((await page.settled()).logs[0]).toMatchObject({ source: 'recorded', status: 'ended' })
  expect(runner.begun).toEqual([])
})

it('plays the recording of a run that the server refuses, if asked to', async () => {
  const refusal = { code: 'live_unavailable', message: 'run this as root', cure: '', field: '' } as const
  const page = await experiments({ experiments: [{ run: AS_ROOT[0]?.run ?? { strategy: '' }, as: 'root' }], check: { uid: 0 } as Check, orRecorded: true })
  const all = page.now.runAll()
  ;(await runner.next()).refuse(refusal)
  await all
  expect((await page.settled()).logs[0]).toMatchObject({ source: 'recorded', status: 'ended' })
})
