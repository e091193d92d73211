// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { catalog } from '../model/testing/catalog.ts'
import { RunLog } from '../store/runLog.ts'
import { draw } from '../testing/drawn.ts'
import type { LiveConnection } from '../transport/live.ts'
import type { Sink } from '../transport/source.ts'
import type { Described, Outside, Reach } from './outside/outside.ts'
import { useOpenCapabilities } from './useOpenCapabilities.ts'

const BUSY = { code: 'live_unavailable', message: 'none here', cure: 'run it yourself', field: '' } as const

/** Answers what the capabilities ask. A run lasts until the test ends it. */
class Answers {
  described: Described = { catalog, check: null, answers: true }
  tell: (reach: Reach) => void = () => {}
  readonly asked: { settings: RunSettings; end: (status?: 'ended' | 'cancelled') => void; fail: (error: Error) => void }[] = []
  opened = 0
  closed = 0
  readonly cancelled: Sink[] = []
  readonly ordered: [Sink, string][] = []

  readonly live: LiveConnection = {
    run: (settings, sink: Sink) =>
      new Promise<void>((resolve, reject) => {
        const end = (status: 'ended' | 'cancelled' = 'ended'): void => {
          sink.finish(status, null)
          resolve()
        }
        this.asked.push({ settings, end, fail: reject })
      }),
    cancel: (sink) => void this.cancelled.push(sink),
    watch: async () => {},
    order: (sink, order) => void this.ordered.push([sink, order.kind]),
    offline: () => {},
    online: () => {},
    close: () => {
      this.closed += 1
    },
  }

  readonly outside = {
    describe: async () => this.described,
    connect: async (tell: (reach: Reach) => void) => {
      this.opened += 1
      this.tell = tell
      return this.live
    },
  } as unknown as Outside
}

let answers: Answers
beforeEach(() => {
  answers = new Answers()
})

const open = () => draw(useOpenCapabilities, answers.outside)
const newLog = (): RunLog => new RunLog('live', () => {})

async function ready() {
  const page = await open()
  answers.tell({ is: 'open' })
  await page.until(({ canRun }) => canRun)
  return page
}

it('asks what can be run, connects, and runs as soon as it is open', async () => {
  const page = await open()
  await page.until((now) => now.catalog !== null)
  expect(page.now).toMatchObject({ reach: { is: 'connecting' }, canRun: false, source: 'live' })
  answers.tell({ is: 'open' })
  await page.until(({ canRun }) => canRun)
  answers.tell({ is: 'connecting' })
  await page.until(({ canRun }) => !canRun)
})

it('does not connect if nobody answers; the catalog is still available', async () => {
  answers.described = { catalog, check: null, answers: false }
  const page = await open()
  await page.until(({ reach }) => reach.is === 'none')
  expect(page.now).toMatchObject({ catalog, canRun: false })
  expect(answers.opened).toBe(0)
})

it('reports a server that refuses runs; plain files play recordings', async () => {
  const page = await open()
  answers.tell({ is: 'refused', refusal: BUSY })
  await page.until(({ reach }) => reach.is === 'refused')
  expect(page.now).toMatchObject({ canRun: false, source: 'live' })
  answers.tell({ is: 'files' })
  await page.until(({ reach }) => reach.is === 'files')
  expect(page.now).toMatchObject({ canRun: true, source: 'recorded' })
})

it.each(['describe', 'connect'] as const)('when the code of %s cannot be fetched, nobody is there', async (step) => {
  const outside = { ...answers.outside, [step]: () => Promise.reject(new TypeError('Failed to fetch')) } as Outside
  const page = await draw(useOpenCapabilities, outside)
  await page.until(({ reach }) => reach.is === 'none')
})

it('runs start at once, in the order of the requests and before anything is drawn', async () => {
  const page = await ready()
  const [rust, go] = [newLog(), newLog()]
  const both = [page.now.run({ strategy: 'rust' }, rust), page.now.run({ strategy: 'go' }, go)]
  expect(answers.asked.map(({ settings }) => settings.strategy)).toEqual(['rust', 'go'])
  answers.asked[1]?.end()
  await both[1]
  expect([rust.status, go.status]).toEqual(['empty', 'ended'])
  answers.asked[0]?.end()
  await both[0]
  expect(rust.status).toBe('ended')
})

it('a cancel and an order are of one run', async () => {
  const page = await ready()
  const [rust, go] = [newLog(), newLog()]
  void page.now.run({ strategy: 'rust' }, rust)
  void page.now.run({ strategy: 'go' }, go)
  page.now.cancel(go)
  page.now.order(rust, { kind: 'release' })
  expect(answers.cancelled).toEqual([go])
  expect(answers.ordered).toEqual([[rust, 'release']])
})

it('a run that breaks has failed, and leaves the others', async () => {
  const page = await ready()
  const [rust, go] = [newLog(), newLog()]
  const first = page.now.run({ strategy: 'rust' }, rust)
  const second = page.now.run({ strategy: 'go' }, go)
  answers.asked[0]?.fail(new TypeError('Failed to fetch'))
  await first
  expect(rust).toMatchObject({ status: 'failed', refusal: { code: 'connection_lost' } })
  answers.asked[1]?.end()
  await second
  expect(go.status).toBe('ended')
})

it('drops a run that is requested before anybody answers', async () => {
  answers.described = { catalog, check: null, answers: false }
  const page = await open()
  const log = newLog()
  await page.now.run({ strategy: 'rust' }, log)
  expect(log.status).toBe('cancelled')
})

it('closes every connection with the page, and ignores later reports', async () => {
  const page = await ready()
  page.leave()
  // Strict mode opens, closes and opens again.
  expect(answers.closed).toBe(answers.opened)
  answers.tell({ is: 'connecting' })
  expect(page.now.reach).toEqual({ is: 'open' })
})
