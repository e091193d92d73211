/** What a compromised helper may write. A fake helper writes it; the server must survive. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LINE_BYTES } from '../limits.ts'
import type { Serving } from '../serve.ts'
import { startServer } from '../testing/fakeServer.ts'
import { LiveClient } from '../testing/liveClient.ts'
import { descendants } from '../testing/processes.ts'

let server: Serving
beforeAll(async () => {
  server = await startServer('fake')
})
afterAll(async () => {
  await server.close()
  expect(descendants()).toEqual([])
})

async function runOf(strategy: string) {
  const client = await LiveClient.open(server.url)
  const result = await client.run({ strategy })
  await client.close()
  return result
}

describe('a hostile helper', () => {
  it('13: a line without end is cut at the byte limit, and memory stays', async () => {
    const before = process.memoryUsage().rss
    const { gaps, end } = await runOf('one_line')
    expect(gaps.map(({ code, line }) => [code, line.length])).toEqual([['too_long', 200]])
    expect(end.refusal?.code).toBe('byte_limit')
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
  })

  it(`14: a line over ${LINE_BYTES} bytes is a gap, the next line arrives`, async () => {
    const { events, gaps, end } = await runOf('long_line')
    expect(gaps.map(({ code }) => code)).toEqual(['too_long'])
    expect(events.map(({ seq }) => seq)).toEqual([0, 2, 9])
    expect(end.how).toBe('ended')
  })

  it('15: one event too many ends the run', async () => {
    const { events, end } = await runOf('swarms')
    expect(end.refusal?.code).toBe('event_limit')
    expect(events).toHaveLength(100_000)
  })

  it('16: bytes that are no text are gaps; nothing raw is passed on as an event', async () => {
    const { events, gaps, end } = await runOf('spits_bytes')
    expect(gaps).toHaveLength(7)
    expect(events.map(({ kind }) => kind)).toEqual(['hello', 'end'])
    expect(end.how).toBe('ended')
  })

  it('17: __proto__ and constructor are keys like any other, and not ours', async () => {
    const { events, gaps } = await runOf('pollutes')
    expect(gaps).toHaveLength(2)
    expect(events.map(({ kind }) => kind)).toEqual(['hello', 'end'])
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })

  it('18: unknown kinds, negative pids and broken numbers are gaps; a clock that goes back is shown as it is', async () => {
    const { events, gaps, end } = await runOf('lies')
    expect(gaps.map(({ field }) => field)).toEqual(['kind', 'pid', 'task', 'ns'])
    expect(events.map(({ kind }) => kind)).toEqual(['hello', 'note', 'end'])
    expect(end.how).toBe('ended')
  })

  it.each(['dies', 'ends_twice', 'talks_on', 'breaks_off'])('19: %s: a missing end, two ends, or words after the end are reported', async (strategy) => {
    const { end } = await runOf(strategy)
    expect(end.how).toBe('failed')
    expect(['helper_protocol', 'helper_failed']).toContain(end.refusal?.code)
  })

  it('20: 100 MiB on standard error delay nothing and are not stored', async () => {
    const { end } = await runOf('chatters')
    expect(end).toMatchObject({ how: 'ended', refusal: null })
  })

  it('after all of it, the server runs the next one', async () => {
    expect((await runOf('behaves')).end.how).toBe('ended')
  })
})
