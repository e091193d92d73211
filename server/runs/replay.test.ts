import { describe, expect, it } from 'vitest'
import type { Frame } from './feed.ts'
import { createReplays } from './replay.ts'

const line = (seq: number, rest: object): string => JSON.stringify({ seq, ns: seq, phase: null, step: null, task: 0, ...rest })
const HELLO = line(0, {
  ...{ kind: 'hello', version: 1, helper: 'x', strategy: 'fork', edition: 'today', argv: ['spawnscope', 'run', 'fork', '--format', 'ndjson'] },
  ...{ kernel: '0', libc: 'none', arch: 'x86_64', uid: 1000, sandbox: 'none', pinned: false },
})
const notes = (count: number): string[] => Array.from({ length: count }, (_, at) => line(at + 1, { kind: 'note', code: 'x', text: '' }))
const END = line(9_999, { kind: 'end', outcome: 'spawned', why: 'x', stops: 0 })
const ID = 'x'.repeat(32)

/** Replays of one recording, which counts its readings. */
function replaysOf(...lines: string[]) {
  const count = { readings: 0 }
  const find = createReplays({
    async get(id) {
      count.readings += 1
      return id === ID ? Buffer.from(`${lines.join('\n')}\n`) : null
    },
  })
  return { find, count }
}

/** Reads a feed from its beginning to its end. */
async function read(find: ReturnType<typeof createReplays>): Promise<Frame[]> {
  const feed = await find(ID)
  if (!feed) throw new Error('there is no such recording')
  return new Promise((resolve) => {
    let at = 0
    const detach = feed.attach(look)
    function look(): void {
      for (let frame = feed?.frames[at]; frame; frame = feed?.frames[at]) {
        at += 1
        if (!frame.end) continue
        detach()
        resolve(feed?.frames.slice(0, at) ?? [])
      }
    }
    look()
  })
}
const linesOf = (frames: readonly Frame[]): string[] => frames.flatMap(({ lines }) => lines)

describe('replays', () => {
  it('of one recording to many are one reading and one feed, from the beginning for each', async () => {
    const content = [HELLO, ...notes(3_000), END]
    const { find, count } = replaysOf(...content)
    const together = Array.from({ length: 100 }, () => read(find))
    const first = await find(ID)
    expect(first?.command).toBe('spawnscope run fork')
    for (const frames of await Promise.all(together)) expect(linesOf(frames)).toEqual(content)
    expect(count.readings).toBe(1)
    expect((await read(find)).at(-1)?.end).toEqual({ how: 'ended', refusal: null, recording: ID })
  })

  it('that somebody joins later begin at the beginning', async () => {
    const content = [HELLO, ...notes(5_000), END]
    const { find, count } = replaysOf(...content)
    const feed = await find(ID)
    const early = read(find)
    await new Promise<void>((resolve) => {
      const detach = feed?.attach(() => {
        if ((feed?.frames.length ?? 0) < 4) return
        detach?.()
        resolve()
      })
    })
    expect(linesOf(feed?.frames ?? []).length).toBeLessThan(content.length)
    expect(linesOf(await read(find))).toEqual(content)
    expect(linesOf(await early)).toEqual(content)
    expect(count.readings).toBe(1)
  })

  it('that nobody reads any more are given up, and read again for the next', async () => {
    const content = [HELLO, ...notes(20_000), END]
    const { find, count } = replaysOf(...content)
    const feed = await find(ID)
    const detach = feed?.attach(() => {})
    detach?.()
    await new Promise((resolve) => setImmediate(resolve))
    const lines = linesOf(feed?.frames ?? []).length
    expect(linesOf(await read(find))).toEqual(content)
    expect(linesOf(feed?.frames ?? []).length).toBeLessThanOrEqual(lines + 500)
    expect(count.readings).toBe(2)
  })

  it('that are not there are asked for again', async () => {
    const { find, count } = replaysOf()
    expect([await find('nobody'), await find('nobody')]).toEqual([null, null])
    expect(count.readings).toBe(2)
  })

  it.each([
    ['no JSON', 'not_json'],
    ['{"kind":"gap"}', 'bad_shape'],
    ['{"kind":"refusal","code":"none"}', 'bad_shape'],
    ['{"kind":"surprise"}', 'bad_shape'],
  ])('show a line that does not decode as a gap: %s', async (bad, code) => {
    const frames = await read(replaysOf(HELLO, bad, END).find)
    expect(linesOf(frames).map((one) => JSON.parse(one).kind)).toEqual(['hello', 'gap', 'end'])
    expect(JSON.parse(linesOf(frames)[1] ?? '')).toMatchObject({ code, line: bad })
  })

  it('end as the run did', async () => {
    const refusal = { code: 'time_limit', message: 'm', cure: 'c', field: '' }
    const frames = await read(replaysOf(HELLO, JSON.stringify({ kind: 'refusal', ...refusal })).find)
    expect(frames.at(-1)?.end).toEqual({ how: 'failed', refusal, recording: ID })
    expect((await read(replaysOf(HELLO).find)).at(-1)?.end?.how).toBe('cancelled')
  })
})
