// @vitest-environment happy-dom
import { createElement } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Check } from '../../protocol/catalog.ts'
import { recorded } from '../model/testing/recordedEvents.ts'
import { capabilitiesOf } from '../testing/capabilities.ts'
import { draw } from '../testing/drawn.ts'
import { Runner } from '../testing/runner.ts'
import { serveShippedFiles } from '../testing/shippedFiles.ts'
import type { Reach } from './outside/outside.ts'
import { type Experiment, useExperiments } from './useExperiments.ts'
import { type RunOrder, RunOrderContext } from './useRunOrder.ts'

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

const experiments = (given: Given = {}, order: RunOrder = 'together') =>
  draw(
    ({ of = 'a', experiments: asked = FOUR, reach = { is: 'open' }, check = null, orRecorded = false }: Given) => {
      const capabilities = capabilitiesOf(runner, { check, reach, canRun: reach.is === 'open' })
      return useExperiments(of, asked, capabilities, { orRecorded })
    },
    given,
    (children) => createElement(RunOrderContext, { value: [order, () => {}] }, children),
  )

type Page = Awaited<ReturnType<typeof experiments>>
const statuses = ({ now: { logs } }: Page) => logs.map((log) => log?.status ?? null)

it('runs nothing until requested; then all at once, each into its place, whichever ends first', async () => {
  const page = await experiments()
  expect(page.now).toMatchObject({ logs: [null, null, null, null], running: false })
  const all = page.now.runAll()
  expect(runner.begun.map(({ settings }) => settings)).toEqual(FOUR.map(({ run }) => run))
  expect((await page.settled()).running).toBe(true)
  for (const one of runner.begun.toReversed()) one.end()
  await all
  const { logs } = await page.until(({ running }) => !running)
  expect(logs).toEqual(runner.begun.map(({ log }) => log))
  expect(statuses(page)).toEqual(['ended', 'ended', 'ended', 'ended'])
})

it('draws runs that end together once, and one that lasts as soon as it has begun to show something', async () => {
  const page = await experiments()
  const all = page.now.runAll()
  const [rust, go, ...others] = runner.begun
  const drawn: (string | null)[][] = []
  void page.until(() => {
    drawn.push(statuses(page))
    return false
  })
  for (const one of others) one.end()
  rust?.log.append(recorded('rust').slice(0, 5), [])
  await page.until(({ logs }) => logs[0] !== null)
  // Of go there is nothing yet.
  expect(statuses(page)).toEqual(['running', null, 'ended', 'ended'])
  rust?.end()
  go?.end()
  await all
  await page.until(({ running }) => !running)
  expect(statuses(page)).toEqual(['ended', 'ended', 'ended', 'ended'])
  expect(new Set(drawn.map((one) => one.join()))).toEqual(new Set([',,,', 'running,,ended,ended', 'ended,ended,ended,ended']))
})

it('a person may want them one after the other: each is drawn when it is over, and only then the next begins', async () => {
  const page = await experiments({}, 'in-turn')
  const all = page.now.runAll()
  for (const { run } of FOUR) {
    const asked = await runner.next()
    expect(asked.settings).toEqual(run)
    expect(runner.begun.at(-1)).toBe(asked)
    expect((await page.settled()).running).toBe(true)
    asked.end()
  }
  await all
  await page.until(({ running }) => !running)
  expect(statuses(page)).toEqual(['ended', 'ended', 'ended', 'ended'])
})

it('runs that wait for a person go one after the other, whatever was chosen', async () => {
  const held = ['vfork', 'fork'].map((strategy): Experiment => ({ run: { strategy, hold: { 'child-start': 'wait' } } }))
  const page = await experiments({ experiments: held })
  const all = page.now.runAll()
  const first = await runner.next()
  await page.settled()
  expect(runner.begun).toHaveLength(1)
  first.end()
  ;(await runner.next()).end()
  await all
  expect(runner.begun).toHaveLength(2)
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

it('a cancel ends the runs under way, and no others', async () => {
  const page = await experiments()
  const all = page.now.runAll()
  ;(await runner.next()).end()
  page.now.cancel()
  await all
  expect((await page.settled()).running).toBe(false)
  expect(statuses(page)).toEqual(['ended', 'cancelled', 'cancelled', 'cancelled'])
  expect(runner.cancels).toBe(3)
})

it('a cancel of runs one after the other ends the current one, and the later ones do not run', async () => {
  const page = await experiments({}, 'in-turn')
  const all = page.now.runAll()
  ;(await runner.next()).end()
  await runner.next()
  page.now.cancel()
  await all
  expect((await page.settled()).running).toBe(false)
  expect(statuses(page)).toEqual(['ended', 'cancelled', null, null])
  expect(runner.begun).toHaveLength(2)
})

it('leaving the page ends the runs under way, and no other begins', async () => {
  const page = await experiments({}, 'in-turn')
  const all = page.now.runAll()
  const asked = await runner.next()
  page.leave()
  await all
  expect(asked.log.status).toBe('cancelled')
  expect(runner.begun).toHaveLength(1)
  const other = await experiments()
  const together = other.now.runAll()
  other.leave()
  await together
  expect(runner.begun.slice(1).map(({ log }) => log.status)).toEqual(['cancelled', 'cancelled', 'cancelled', 'cancelled'])
})

it('showing something else discards the runs, and they do not come back with it', async () => {
  const page = await experiments()
  const all = page.now.runAll()
  ;(await runner.next()).end()
  await page.again({ of: 'b', experiments: FOUR.slice(0, 1) })
  expect(page.now).toMatchObject({ logs: [null], running: false })
  await page.again({ of: 'a' })
  await all
  expect(await page.settled()).toMatchObject({ logs: [null, null, null, null], running: false })
  expect(runner.begun.map(({ log }) => log.status)).toEqual(['ended', 'cancelled', 'cancelled', 'cancelled'])
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
  const page = await experiments({}, 'in-turn')
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
