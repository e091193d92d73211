/** Several runs of one socket: each exact by itself, bounded together, ended together with the socket. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RUNS_PER_SOCKET, type ServerMessage } from '../../protocol/messages.ts'
import type { Serving } from '../serve.ts'
import { startServer } from '../testing/fakeServer.ts'
import { LiveClient } from '../testing/liveClient.ts'
import { descendants } from '../testing/processes.ts'
import { until } from '../testing/until.ts'

let server: Serving
beforeAll(async () => {
  server = await startServer('fake', { SPAWNSCOPE_RUNS_AT_ONCE: '30', SPAWNSCOPE_RUNS_AT_ONCE_PER_ADDRESS: '10' })
})
afterAll(() => server.close())

const open = () => LiveClient.open(server.url)
const ask = (client: LiveClient, run: string, strategy: string) => client.send({ kind: 'run', run, settings: { strategy } })

/** All messages of a client up to the end of each of these runs, in the order in which they came. */
async function allOf(client: LiveClient, runs: readonly string[]): Promise<ServerMessage[]> {
  const ended = (run: string): boolean => client.messages.some((message) => message.kind === 'ended' && message.run === run)
  await until(`the end of ${runs.join(', ')}`, () => runs.every(ended))
  return [...client.messages]
}
const of = (messages: readonly ServerMessage[], run: string) => messages.filter((message) => 'run' in message && message.run === run)

describe('several runs of one socket', () => {
  it('each has its own messages in their exact order, while the others go on', async () => {
    const client = await open()
    const runs = ['a', 'b', 'c', 'd']
    for (const run of runs) ask(client, run, 'ticks')
    const messages = await allOf(client, runs)
    for (const run of runs) {
      const own = of(messages, run)
      const kinds = own.map(({ kind }) => kind).filter((kind) => kind !== 'queued')
      expect([kinds[0], kinds.at(-1), new Set(kinds.slice(1, -1))]).toEqual(['started', 'ended', new Set(['events'])])
      const seqs = own.flatMap((message) => (message.kind === 'events' ? message.events.map(({ seq }) => seq) : []))
      expect(seqs).toEqual([...Array.from({ length: 301 }, (_, seq) => seq), 9])
      expect(own.at(-1)).toMatchObject({ how: 'ended', refusal: null })
    }
    const at = (run: string, kind: ServerMessage['kind']): number =>
      messages.findIndex((message) => message.kind === kind && 'run' in message && message.run === run)
    for (const run of runs.slice(1)) expect(at(run, 'events'), `${run} began while a was under way`).toBeLessThan(at('a', 'ended'))
    await client.close()
  })

  it('are bounded: one more is refused with the cure, and has room when one has ended', async () => {
    const client = await open()
    const ids = Array.from({ length: RUNS_PER_SOCKET }, (_, n) => `r${n}`)
    for (const id of ids) ask(client, id, 'hangs')
    ask(client, 'more', 'behaves')
    expect(await client.next('error')).toMatchObject({
      run: 'more',
      refusal: { code: 'too_busy', message: expect.stringContaining(String(RUNS_PER_SOCKET)), cure: expect.stringContaining('cancel one') },
    })
    client.send({ kind: 'cancel', run: 'r0' })
    expect(await client.next('ended')).toMatchObject({ run: 'r0', how: 'cancelled' })
    expect((await client.run({ strategy: 'behaves' }, 'more')).end).toMatchObject({ run: 'more', how: 'ended' })
    client.socket.terminate()
    await until('no process of a run is left', () => descendants().length === 0)
  })

  it('a second run of the same id is refused, and the first goes on; a watched id is taken, too', async () => {
    const client = await open()
    ask(client, 'a', 'ticks')
    const { watch } = await client.next('started')
    ask(client, 'a', 'behaves')
    expect(await client.next('error')).toMatchObject({ run: 'a', refusal: { code: 'already_running', cure: expect.stringContaining('another id') } })
    client.send({ kind: 'watch', run: 'a' })
    expect((await client.next('error')).refusal.code).toBe('already_running')
    const viewer = await open()
    viewer.send({ kind: 'watch', run: watch })
    await viewer.next('started')
    ask(viewer, watch, 'behaves')
    expect((await viewer.next('error')).refusal.code).toBe('already_running')
    expect((await client.next('ended')).how).toBe('ended')
    await Promise.all([client.close(), viewer.close()])
  })

  it('a cancel ends one and leaves the others', async () => {
    const client = await open()
    for (const run of ['a', 'b', 'c']) ask(client, run, 'ticks')
    for (let n = 0; n < 3; n += 1) await client.next('started')
    client.send({ kind: 'cancel', run: 'b' })
    const messages = await allOf(client, ['a', 'b', 'c'])
    const ends = messages.flatMap((message) => (message.kind === 'ended' ? [[message.run, message.how]] : []))
    expect(ends[0]).toEqual(['b', 'cancelled'])
    expect(new Map(ends as [string, string][])).toEqual(
      new Map([
        ['a', 'ended'],
        ['b', 'cancelled'],
        ['c', 'ended'],
      ]),
    )
    await client.close()
  })

  it('one that waits for its turn hears its own position, and a cancel takes it out of the queue', async () => {
    const narrow = await startServer('fake', { SPAWNSCOPE_RUNS_AT_ONCE: '3', SPAWNSCOPE_RUNS_AT_ONCE_PER_ADDRESS: '2' })
    const client = await LiveClient.open(narrow.url)
    ask(client, 'a', 'hangs')
    await client.next('started')
    ask(client, 'b', 'behaves')
    ask(client, 'c', 'behaves')
    const queued = [await client.next('queued'), await client.next('queued')]
    expect(queued.map(({ run, position }) => [run, position])).toEqual([
      ['b', 1],
      ['c', 2],
    ])
    client.send({ kind: 'cancel', run: 'b' })
    expect(await client.next('ended')).toMatchObject({ run: 'b', how: 'cancelled' })
    // Its own runs leave a place of its address to others.
    const other = await LiveClient.open(narrow.url)
    expect((await other.run({ strategy: 'behaves' })).end.how).toBe('ended')
    client.send({ kind: 'cancel', run: 'a' })
    const ends = [await client.next('ended'), await client.next('ended')]
    expect(ends.map(({ run, how }) => [run, how])).toEqual([
      ['a', 'cancelled'],
      ['c', 'ended'],
    ])
    await Promise.all([client.close(), other.close()])
    await narrow.close()
  })

  it('end with their socket, but for those that somebody watches', async () => {
    const client = await open()
    const viewer = await open()
    for (const run of ['a', 'b']) ask(client, run, 'clings')
    ask(client, 'c', 'ticks')
    const started = [await client.next('started'), await client.next('started'), await client.next('started')]
    viewer.send({ kind: 'watch', run: started.find(({ run }) => run === 'c')?.watch ?? '' })
    await viewer.next('events')
    client.socket.terminate()
    expect((await viewer.next('ended')).how).toBe('ended')
    await until('no process of a run is left', () => descendants().length === 0)
    await viewer.close()
  })

  it('a socket that reads nothing is dropped, and all its runs with it', async () => {
    const strict = await startServer('fake', { SPAWNSCOPE_VIEWER_STALL_MS: '200' })
    const client = await LiveClient.open(strict.url)
    client.socket.pause()
    for (const run of ['a', 'b']) ask(client, run, 'long')
    ask(client, 'c', 'hangs')
    await until('the run that hangs has begun', () => descendants().length > 0)
    await until('no process of a run is left', () => descendants().length === 0)
    const metrics = await (await fetch(`${strict.url}/metrics`)).text()
    expect(metrics).toMatch(/^spawnscope_\w*dropped\w*\{[^}]*"stalled"\} 1$/m)
    client.socket.terminate()
    await strict.close()
  })
})
