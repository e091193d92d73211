/** When the lines of a run leave. The helper is a stream that the test writes, and no clock goes. */
import { readFileSync } from 'node:fs'
import { PassThrough } from 'node:stream'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { readLimits } from '../limits.ts'
import type { Recordings } from '../recordings/recordings.ts'
import { conduct } from './conduct.ts'
import { createMetrics } from './metrics.ts'

const LINES = readFileSync(new URL('../../protocol/samples/good.ndjson', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
const END = LINES.find((line) => line.includes('"kind":"end"')) ?? ''
const OTHERS = LINES.filter((line) => line !== END)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => vi.useRealTimers())

/** A run whose helper goes when the test says so. */
function running() {
  const output = new PassThrough()
  let go = (): void => {}
  const gone = new Promise<null>((resolve) => (go = () => resolve(null)))
  const recordings = { keep: async () => 'x'.repeat(32) } as unknown as Recordings
  const metrics = createMetrics({ runs: () => 0, waiting: () => 0, sockets: () => 0, recordings: async () => 0 } as never)
  const parts = { limits: readLimits({}), recordings, metrics, log: pino({ level: 'silent' }) }
  const work = conduct({ output, gone, stop: () => {}, order: () => {} }, 'spawnscope run vfork', {}, parts)
  if (!work.feed) throw new Error('lines have a feed')
  const { feed } = work
  /** What the helper writes is read, and the page's turn has come. */
  const write = async (...lines: string[]): Promise<void> => {
    output.write(lines.map((line) => `${line}\n`).join(''))
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  }
  return { feed, write, work, go }
}

it('the first lines leave at once, the next together, and the end with what waits, while the helper is still there', async () => {
  const { feed, write, work, go } = running()
  await write(...OTHERS.slice(0, 3))
  expect(feed.frames.map(({ lines }) => lines.length)).toEqual([3])
  await write(...OTHERS.slice(3, 5))
  await write(...OTHERS.slice(5, 7))
  expect(feed.frames).toHaveLength(1)
  await write(END)
  expect(feed.frames.map(({ lines, end }) => [lines.length, end])).toEqual([
    [3, null],
    [5, null],
  ])
  expect(feed.frames.flatMap(({ lines }) => lines)).toEqual([...OTHERS.slice(0, 7), END])
  go()
  await work.over
  expect(feed.frames.map(({ lines }) => lines.length)).toEqual([3, 5, 0])
  expect(feed.frames.at(-1)?.end).toMatchObject({ how: 'ended', recording: 'x'.repeat(32) })
})
