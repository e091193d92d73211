// @vitest-environment happy-dom
import { createElement } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ColumnChoice, SharedSettings } from '../../model/link.ts'
import { recorded } from '../../model/testing/recordedEvents.ts'
import type { Outside } from '../../runs/outside/outside.ts'
import { type RunOrder, RunOrderContext } from '../../runs/useRunOrder.ts'
import type { RunLog } from '../../store/runLog.ts'
import { capabilitiesOf } from '../../testing/capabilities.ts'
import { draw } from '../../testing/drawn.ts'
import { over } from '../../testing/over.ts'
import { Runner } from '../../testing/runner.ts'
import { serveShippedFiles } from '../../testing/shippedFiles.ts'
import { useColumns } from './useColumns.ts'

interface Given {
  columns: readonly ColumnChoice[]
  settings?: SharedSettings
  canRun?: boolean
}

let runner: Runner
beforeEach(() => {
  runner = new Runner()
  serveShippedFiles()
})
afterEach(() => vi.unstubAllGlobals())

const GONE = { code: 'unknown_recording', message: 'there is no such run', cure: 'run it again', field: '' } as const
const outside = {
  stored: async (_, sink) => sink.finish('failed', GONE),
} satisfies Partial<Outside> as unknown as Outside

function compare(given: Given, order: RunOrder = 'together') {
  return draw(
    ({ columns, settings = {}, canRun = true }: Given) => {
      const capabilities = capabilitiesOf(runner, { outside, canRun })
      return useColumns(columns, settings, capabilities)
    },
    given,
    (children) => createElement(RunOrderContext, { value: [order, () => {}] }, children),
  )
}

const columns = (...strategies: string[]): ColumnChoice[] => strategies.map((strategy) => ({ strategy }))
/** A switch of its own, for which there is no recording. */
const UNRECORDED: ColumnChoice = { strategy: 'python', set: { close_fds: 'off' } }

/** Which strategy ran, and whether the run was recorded. */
const said = (logs: readonly RunLog[]): string[] =>
  logs.map(({ events: [hello], source, status }) => `${hello?.kind === 'hello' ? hello.strategy : 'nothing'} ${source} ${status}`)

it('the chosen columns show their recorded runs', async () => {
  const page = await compare({ columns: columns('rust', 'go') })
  await page.until(({ ready }) => ready)
  await Promise.all(page.now.logs.map(over))
  expect(said(page.now.logs)).toEqual(['rust recorded ended', 'go recorded ended'])
  expect(page.now.runs).toBe('idle')
  expect(runner.begun).toEqual([])
})

it('changing one column leaves the other runs as they are', async () => {
  const page = await compare({ columns: columns('rust', 'go') })
  const [rust] = page.now.logs
  const { logs } = await page.again({ columns: columns('rust', 'nim') })
  await Promise.all(logs.map(over))
  await page.settled()
  expect(page.now.logs[0]).toBe(rust)
  expect(said(page.now.logs)).toEqual(['rust recorded ended', 'nim recorded ended'])
})

it('all run at once with the current settings, and a stored run stays', async () => {
  const page = await compare({ columns: [...columns('rust', 'go'), { strategy: '', recording: 'abc' }], settings: { block: ['USR1'] } })
  const stored = page.now.logs[2]
  const all = page.now.runAll()
  expect(runner.begun.map(({ settings }) => settings)).toEqual([
    { strategy: 'rust', block: ['USR1'] },
    { strategy: 'go', block: ['USR1'] },
  ])
  await page.until(({ runs }) => runs === 'running')
  for (const one of runner.begun.toReversed()) one.end()
  expect(await all).toEqual([...runner.begun.map(({ log }) => log), stored])
  await page.until(({ runs }) => runs === 'ended')
  expect(said(page.now.logs.slice(0, 2))).toEqual(['rust live ended', 'go live ended'])
  expect(page.now.logs[2]).toBe(stored)
})

it('a person may want them one after the other: each is drawn when it is over', async () => {
  const page = await compare({ columns: columns('rust', 'go') }, 'in-turn')
  await Promise.all(page.now.logs.map(over))
  const all = page.now.runAll()
  ;(await runner.next()).end()
  await page.until(({ logs }) => logs[0]?.source === 'live')
  expect(said(page.now.logs)).toEqual(['rust live ended', 'go recorded ended'])
  ;(await runner.next()).end()
  await all
  await page.until(({ runs }) => runs === 'ended')
  expect(said(page.now.logs)).toEqual(['rust live ended', 'go live ended'])
})

it('what is shown stays until there is something to draw; terminals and states follow the latest run from its beginning', async () => {
  const page = await compare({ columns: columns('rust', 'go') })
  const { logs, latest } = page.now
  await Promise.all(logs.map(over))
  let told = 0
  latest.subscribe(() => (told += 1))
  const all = page.now.runAll()
  expect(told).toBe(1)
  const [rust, go] = runner.begun
  expect([latest.at(0), latest.at(1)]).toEqual([rust?.log, go?.log])
  rust?.log.append(recorded('rust').slice(0, 5), [])
  expect((await page.settled()).logs).toBe(logs)
  // It lasts, so it is drawn meanwhile; of go there is nothing yet.
  await page.until((now) => now.logs !== logs)
  expect(page.now.logs).toEqual([rust?.log, logs[1]])
  rust?.end()
  go?.end()
  await all
  await page.until(({ runs }) => runs === 'ended')
  expect(page.now.logs).toEqual([rust?.log, go?.log])
})

it('changing settings after a run keeps it; the next run uses them', async () => {
  const page = await compare({ columns: columns('rust') })
  const first = page.now.runAll()
  ;(await runner.next()).end()
  await first
  const { logs } = await page.until(({ runs }) => runs === 'ended')
  await page.again({ columns: columns('rust'), settings: { uid: 1000 } })
  expect((await page.settled()).logs).toBe(logs)
  const second = page.now.runAll()
  const asked = await runner.next()
  expect(asked.settings).toEqual({ strategy: 'rust', uid: 1000 })
  asked.end()
  await second
  expect(runner.begun).toHaveLength(2)
})

it('a column changed while others run shows its new choice, and its run goes nowhere', async () => {
  const page = await compare({ columns: columns('rust', 'go', 'nim') })
  const all = page.now.runAll()
  await page.again({ columns: columns('rust', 'ruby', 'nim') })
  for (const one of runner.begun) one.end()
  await all
  await page.until(({ runs }) => runs === 'ended')
  await Promise.all(page.now.logs.map(over))
  expect(said(page.now.logs)).toEqual(['rust live ended', 'ruby recorded ended', 'nim live ended'])
})

it('one after the other, a column changed before its turn is not run', async () => {
  const page = await compare({ columns: columns('rust', 'go', 'nim') }, 'in-turn')
  const all = page.now.runAll()
  const rust = await runner.next()
  await page.again({ columns: columns('rust', 'ruby', 'nim') })
  rust.end()
  const nim = await runner.next()
  expect(nim.settings.strategy).toBe('nim')
  nim.end()
  await all
  await page.until(({ runs }) => runs === 'ended')
  expect(runner.begun).toHaveLength(2)
})

it('a cancel ends the runs under way', async () => {
  const page = await compare({ columns: columns('rust', 'go', 'nim') })
  const all = page.now.runAll()
  ;(await runner.next()).end()
  page.now.cancel()
  expect(await all).toBeNull()
  await page.until(({ runs }) => runs === 'ended')
  expect(page.now.logs.map(({ status }) => status)).toEqual(['ended', 'cancelled', 'cancelled'])
})

it('a cancel of runs one after the other ends the one under way and drops those behind it', async () => {
  const page = await compare({ columns: columns('rust', 'go', 'nim') }, 'in-turn')
  const all = page.now.runAll()
  ;(await runner.next()).end()
  await runner.next()
  page.now.cancel()
  await all
  await page.until(({ runs }) => runs === 'ended')
  expect(runner.begun).toHaveLength(2)
  expect(page.now.logs.map(({ status }) => status)).toEqual(['ended', 'cancelled', 'cancelled'])
})

it('a cancel with nothing under way ends nobody else’s run', async () => {
  const page = await compare({ columns: columns('rust') })
  page.now.cancel()
  page.leave()
  expect(runner.cancels).toBe(0)
})

it('leaving the page ends the runs under way, and starts no other', async () => {
  const page = await compare({ columns: columns('rust', 'go') })
  const all = page.now.runAll()
  page.leave()
  await all
  expect(runner.begun.map(({ log }) => log.status)).toEqual(['cancelled', 'cancelled'])
  const other = await compare({ columns: columns('rust', 'go') }, 'in-turn')
  const row = other.now.runAll()
  other.leave()
  await row
  expect(runner.begun).toHaveLength(3)
})

it('a choice without a recording is run at once, and only once', async () => {
  const page = await compare({ columns: [...columns('rust'), UNRECORDED] })
  const asked = await runner.next()
  expect(asked.settings).toEqual(UNRECORDED)
  asked.end()
  await page.until(({ runs }) => runs === 'ended')
  await page.settled()
  expect(runner.begun).toHaveLength(1)
  expect(page.now.logs[1]).toBe(asked.log)
})

it('where nothing can be run the column stays empty until something can', async () => {
  const page = await compare({ columns: [UNRECORDED], canRun: false })
  await page.until(({ ready }) => ready)
  expect((await page.settled()).logs[0]?.status).toBe('empty')
  await page.again({ columns: [UNRECORDED], canRun: true })
  const asked = await runner.next()
  asked.end()
  await page.until(({ runs }) => runs === 'ended')
  expect(said(page.now.logs)).toEqual(['python live ended'])
})

it('a recording that cannot be fetched counts as missing', async () => {
  serveShippedFiles(() => Promise.reject(new TypeError('Failed to fetch')))
  const page = await compare({ columns: columns('python') })
  ;(await runner.next()).end()
  await page.until(({ runs }) => runs === 'ended')
  expect(said(page.now.logs)).toEqual(['python live ended'])
})

it('a stored run that is gone says why, and nothing is run instead', async () => {
  const page = await compare({ columns: [{ strategy: '', recording: 'abc' }] })
  const [log] = page.now.logs
  if (log) await over(log)
  await page.settled()
  expect(log).toMatchObject({ status: 'failed', refusal: GONE })
  expect(runner.begun).toEqual([])
})

it('a recording that arrives late fills no column that shows another choice', async () => {
  let release = (): void => {}
  serveShippedFiles((path) => (path.includes('/python/') ? new Promise((resolve) => (release = resolve)) : undefined))
  const page = await compare({ columns: columns('python') })
  const [late] = page.now.logs
  const { logs } = await page.again({ columns: columns('go') })
  await Promise.all(logs.map(over))
  release()
  if (late) await over(late)
  await page.settled()
  expect(said(page.now.logs)).toEqual(['go recorded ended'])
})

it('a live run is not repeated when the search for its recording fails meanwhile', async () => {
  let release = (): void => {}
  serveShippedFiles(() => new Promise((_, fail) => (release = () => fail(new TypeError('Failed to fetch')))))
  const page = await compare({ columns: columns('rust') })
  const all = page.now.runAll()
  const asked = await runner.next()
  release()
  asked.end()
  await all
  await page.settled()
  expect(runner.begun).toHaveLength(1)
  expect(page.now.logs).toEqual([asked.log])
})

it('when all columns run twice the earlier runs are ended, and the later ones count', async () => {
  const page = await compare({ columns: columns('rust', 'go') })
  const first = page.now.runAll()
  const early = [...runner.begun]
  const second = page.now.runAll()
  expect(early.map(({ log }) => log.status)).toEqual(['cancelled', 'cancelled'])
  expect(await first).toBeNull()
  expect((await page.settled()).runs).toBe('running')
  const late = runner.begun.slice(2)
  for (const one of late) one.end()
  await second
  await page.until(({ runs }) => runs === 'ended')
  expect(page.now.logs).toEqual(late.map(({ log }) => log))
  expect(runner.begun).toHaveLength(4)
})

it('a run that cannot be made fails, and the next is made all the same', async () => {
  const page = await compare({ columns: columns('rust', 'go') })
  const made = vi.spyOn(runner, 'run').mockRejectedValueOnce(new Error('the code of it cannot be fetched'))
  await page.again({ columns: columns('rust', 'go') })
  const all = page.now.runAll()
  ;(await runner.next()).end()
  await all
  expect(made).toHaveBeenCalledTimes(2)
  await page.until(({ runs }) => runs === 'ended')
  expect(page.now.logs[0]).toMatchObject({ status: 'failed', refusal: { code: 'connection_lost' } })
  expect(page.now.logs[1]?.status).toBe('ended')
})

it('the real program shows its spawn only, or why there is none', async () => {
  const real: ColumnChoice = { strategy: 'ruby', specimen: 'plain' }
  const page = await compare({ columns: [real] })
  const [recorded] = page.now.logs
  if (recorded) await over(recorded)
  expect(recorded?.events.map(({ phase }) => phase)).toEqual(expect.arrayContaining(['create', 'exec']))
  const all = page.now.runAll()
  const asked = await runner.next()
  expect(asked.settings).toEqual({ strategy: 'ruby', specimen: 'plain' })
  asked.refuse(GONE)
  await all
  await page.until(({ runs }) => runs === 'ended')
  expect(page.now.logs[0]).toMatchObject({ status: 'failed', refusal: GONE })
})
