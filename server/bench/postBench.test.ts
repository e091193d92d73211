/** POST /api/bench, a real server and a real helper: one at a time, queued, refused with words, ended with its client. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { BenchAnswer } from '../../protocol/bench.ts'
import { decodeBenchAnswer } from '../../protocol/bench.ts'
import type { Serving } from '../serve.ts'
import { startServer } from '../testing/fakeServer.ts'
import { descendants } from '../testing/processes.ts'
import { until } from '../testing/until.ts'
import { openBench } from './postBench.ts'

let serving: Serving

beforeAll(async () => {
  serving = await startServer('real')
})
afterAll(() => serving.close())

const post = (body: unknown, init: RequestInit = {}) =>
  fetch(`${serving.url}/api/bench`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...init,
  })

function linesOf(text: string): BenchAnswer[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const verdict = decodeBenchAnswer(line)
      if (!verdict.ok) throw new Error(`${verdict.field}: ${line}`)
      return verdict.value
    })
}

it('measures and streams the lines to the end', async () => {
  const response = await post({ strategies: ['fork', 'vfork'], memory: [1, 16], repeat: 5 })
  expect(response.status).toBe(200)
  const lines = linesOf(await response.text())
  expect(lines[0]).toMatchObject({ kind: 'hello', cells: 4 })
  expect(lines.filter(({ kind }) => kind === 'cell')).toHaveLength(4)
  expect(lines.at(-1)).toMatchObject({ kind: 'end', outcome: 'ended' })
})

it.each([
  ['no JSON', '{', 'bad_json', 400],
  ['a strategy that is not there', { strategies: ['perl'] }, 'unknown_strategy', 400],
  ['an edition that is not there', { strategies: ['rust@0.1'] }, 'unknown_edition', 400],
  ['a word of the command line', { strategies: ['--output'] }, 'bad_value', 400],
  ['more memory than a server gives', { memory: [65536] }, 'bad_value', 400],
  ['too many threads', { threads: [9999] }, 'bad_value', 400],
  ['more than fits in one go', { memory: [0, 1, 2, 3, 4, 5, 6, 7], pages: ['small', 'huge'], threads: [0, 1, 2, 3] }, 'bad_value', 400],
  ['an unknown key', { output: '/tmp/x' }, 'bad_value', 400],
])('refuses %s', async (_, body, code, status) => {
  const response = await post(body)
  expect(response.status).toBe(status)
  const refused = (await response.json()) as { code: string; cure: string }
  expect(refused.code).toBe(code)
  expect(refused.cure).not.toBe('')
})

it('one at a time: the second learns its place, and comes after the first', async () => {
  const long = { strategies: ['fork'], memory: [256], repeat: 15 }
  const first = await post(long)
  const second = await post({ strategies: ['vfork'], memory: [1], repeat: 5 })
  const [one, two] = await Promise.all([first.text(), second.text()])
  expect(linesOf(one).at(-1)).toMatchObject({ kind: 'end', outcome: 'ended' })
  expect(linesOf(two)[0]).toEqual({ kind: 'queued', position: 1 })
  expect(linesOf(two).at(-1)).toMatchObject({ kind: 'end', outcome: 'ended' })
})

it('a client that goes away ends its measurement, and nothing is left', async () => {
  const before = descendants().length
  const going = new AbortController()
  const response = await post({ strategies: ['fork'], memory: [512], repeat: 101 }, { signal: going.signal })
  expect(response.status).toBe(200)
  expect(descendants().length).toBeGreaterThan(before)
  going.abort()
  await until('its measurement is ended', () => descendants().length === before)
  // And the place must be free again.
  expect((await post({ strategies: ['vfork'], memory: [1], repeat: 5 })).status).toBe(200)
})

it('refuses in words to measure where other machines can reach it', () => {
  expect(openBench('never started', true, serving.capabilities).refused).toMatchObject({
    code: 'live_unavailable',
    cure: expect.stringContaining('spawnscope bench'),
  })
})
