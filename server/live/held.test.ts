/** A child that stands until a person lets it go: through the real sandbox, from its own socket only, and never longer than it may. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { liveRuns } from '../../native/tests/liveRuns.ts'
import type { EventKind, EventOf, TraceEvent } from '../../protocol/events.ts'
import { RELEASED, WAITING } from '../../protocol/notes.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import type { Serving } from '../serve.ts'
import { startServer } from '../testing/fakeServer.ts'
import { LiveClient } from '../testing/liveClient.ts'
import { descendants } from '../testing/processes.ts'
import { until } from '../testing/until.ts'

const HELD: RunSettings = { strategy: 'vfork', signal: { INT: 'handle' }, hold: { 'child-start': 'wait' } }

let server: Serving
beforeAll(async () => {
  server = await startServer('real', { SPAWNSCOPE_RUNS_AT_ONCE: '4', SPAWNSCOPE_RUNS_HELD: '6', SPAWNSCOPE_RUNS_HELD_PER_ADDRESS: '5' })
})
afterAll(() => server.close())

const eventsOf = (client: LiveClient): TraceEvent[] => client.messages.flatMap((message) => (message.kind === 'events' ? message.events : []))
const of = <K extends EventKind>(events: readonly TraceEvent[], kind: K) => events.filter((event): event is EventOf<K> => event.kind === kind)
const codes = (events: readonly TraceEvent[]) => of(events, 'note').map(({ code }) => code)

/** Resolves when this client's log has what is looked for. */
async function sees(client: LiveClient, what: string, holds: (events: TraceEvent[]) => boolean): Promise<void> {
  await until(what, () => holds(eventsOf(client)))
}

/** A socket whose child stands. */
async function held(settings: RunSettings = HELD): Promise<LiveClient> {
  const client = await LiveClient.open(server.url)
  client.send({ kind: 'run', run: 'a', settings })
  await sees(client, 'the child stands', (events) => codes(events).includes(WAITING))
  return client
}

describe.skipIf(!liveRuns())('a child that waits for a person', () => {
  it('stands, with its parent in D; a signal is pending; released, the handler runs', async () => {
    const client = await held()
    await sees(client, 'the parent in D', (events) => of(events, 'sample').some(({ task, state }) => task === 1 && state.startsWith('D')))
    client.send({ kind: 'send', run: 'a', signal: 'INT', to: 'parent' })
    await sees(client, 'the signal waits', (events) => of(events, 'signal').some(({ how }) => how === 'pending'))
    expect(of(eventsOf(client), 'signal').map(({ signal, task, how }) => [signal, task, how])).toEqual([
      ['SIGINT', 1, 'generated'],
      ['SIGINT', 1, 'pending'],
    ])
    client.send({ kind: 'release', run: 'a' })
    expect(await client.next('ended')).toMatchObject({ how: 'ended', refusal: null })
    const events = eventsOf(client)
    expect(codes(events)).toContain(`${RELEASED}hand`)
    expect(of(events, 'memory').find(({ what }) => what === 'handler')).toMatchObject({ task: 1, written: 1 })
    expect(of(events, 'end')[0]?.outcome).toBe('spawned')
    await client.close()
  })

  it('may be killed, or its parent: nobody stands for ever', async () => {
    for (const to of ['child', 'parent'] as const) {
      const client = await held()
      client.send({ kind: 'send', run: 'a', signal: 'KILL', to })
      if (to === 'parent') {
        await sees(client, 'the parent has ended', (events) => of(events, 'exit').some(({ task }) => task === 1))
        client.send({ kind: 'send', run: 'a', signal: 'INT', to })
        await sees(client, 'nobody takes it', (events) => codes(events).includes('refused'))
        client.send({ kind: 'release', run: 'a' })
      }
      expect((await client.next('ended')).how).toBe('ended')
      expect(codes(eventsOf(client)).findLast((code) => code.startsWith(RELEASED))).toBe(RELEASED + (to === 'child' ? 'death' : 'hand'))
      await client.close()
    }
  })

  it('is stored, and plays as any other run does', async () => {
    const client = await held()
    client.send({ kind: 'release', run: 'a' })
    const { recording } = await client.next('ended')
    const response = await fetch(`${server.url}/api/recordings/${recording}`)
    expect((await response.text()).split('\n').length).toBe(eventsOf(client).length + 1)
    await client.close()
  })

  it('ends with its socket, also while somebody watches', async () => {
    const owner = await held()
    const { watch } = await owner.next('started')
    const viewer = await LiveClient.open(server.url)
    viewer.send({ kind: 'watch', run: watch })
    await viewer.next('events')
    owner.socket.terminate()
    expect((await viewer.next('ended')).how).toBe('cancelled')
    await until('no process of the run is left', () => descendants().length === 0)
    await viewer.close()
  })

  it('obeys nobody else', async () => {
    const owner = await held()
    const { watch } = await owner.next('started')
    const stranger = await LiveClient.open(server.url)
    for (const run of ['a', watch]) {
      stranger.send({ kind: 'release', run })
      expect(await stranger.next('refused')).toMatchObject({ run, refusal: { code: 'not_running' } })
    }
    stranger.send({ kind: 'watch', run: watch })
    await stranger.next('events')
    stranger.send({ kind: 'send', run: watch, signal: 'KILL', to: 'child' })
    expect(await stranger.next('refused')).toMatchObject({ refusal: { code: 'not_held', cure: expect.stringContaining('only the browser that started it') } })
    expect(codes(eventsOf(owner)).some((code) => code.startsWith(RELEASED))).toBe(false)
    owner.send({ kind: 'cancel', run: 'a' })
    expect((await owner.next('ended')).how).toBe('cancelled')
    await Promise.all([owner.close(), stranger.close()])
  })

  it('refuses what is no signal, and every order when no child stands; the run goes on', async () => {
    const client = await held()
    client.send({ kind: 'send', run: 'a', signal: 'INT\nrelease', to: 'parent' })
    expect(await client.next('refused')).toMatchObject({ run: 'a', refusal: { code: 'unknown_signal', field: 'signal' } })
    client.send({ kind: 'release', run: 'a' })
    await client.next('ended')
    client.send({ kind: 'release', run: 'a' })
    expect((await client.next('refused')).refusal.code).toBe('not_running')
    client.send({ kind: 'run', run: 'b', settings: { strategy: 'fork', hold: { 'child-start': 1500 } } })
    await client.next('started')
    client.send({ kind: 'release', run: 'b' })
    expect(await client.next('refused')).toMatchObject({ run: 'b', refusal: { code: 'not_held' } })
    expect((await client.next('ended')).how).toBe('ended')
    await client.close()
  })

  it('sends a bounded number of signals, and a socket that floods is closed, its run with it', async () => {
    const client = await held()
    const closed = new Promise((resolve) => client.socket.once('close', resolve))
    for (let n = 0; n < 10_000; n += 1) client.send({ kind: 'send', run: 'a', signal: 'USR1', to: 'child' })
    expect(await closed).toBe(1008)
    await until('no process of the run is left', () => descendants().length === 0)
  })

  it('gives its place to others while it stands, up to a number that the refusal names', async () => {
    const owners = await Promise.all([1, 2, 3, 4, 5].map(() => held()))
    const more = await LiveClient.open(server.url)
    more.send({ kind: 'run', run: 'a', settings: HELD })
    expect((await more.next('error')).refusal).toMatchObject({ code: 'too_busy', field: 'hold', message: expect.stringContaining('5 children') })
    // More stand than may run at once, and a short run still has its place.
    expect((await more.run({ strategy: 'fork' }, 'b')).end.how).toBe('ended')
    for (const owner of owners) owner.send({ kind: 'release', run: 'a' })
    for (const owner of owners) expect((await owner.next('ended')).how).toBe('ended')
    more.messages.length = 0
    more.send({ kind: 'run', run: 'c', settings: HELD })
    await sees(more, 'there is room again', (events) => codes(events).includes(WAITING))
    await Promise.all([...owners, more].map((client) => client.close()))
    await until('no process of a run is left', () => descendants().length === 0)
  })

  it('stands while other runs of its socket come and go, and obeys orders that name it; a second of the socket is refused', async () => {
    const client = await held()
    for (const run of ['b', 'c']) client.send({ kind: 'run', run, settings: { strategy: 'fork' } })
    const ends = [await client.next('ended'), await client.next('ended')]
    expect(ends.map(({ run, how }) => [run, how]).toSorted()).toEqual([
      ['b', 'ended'],
      ['c', 'ended'],
    ])
    client.send({ kind: 'run', run: 'd', settings: HELD })
    expect(await client.next('error')).toMatchObject({ run: 'd', refusal: { code: 'too_busy', field: 'hold', cure: expect.stringContaining('let it go') } })
    client.send({ kind: 'run', run: 'e', settings: { strategy: 'fork', hold: { 'child-start': 1500 } } })
    await until('e has begun', () => client.messages.some((message) => message.kind === 'events' && message.run === 'e'))
    client.send({ kind: 'release', run: 'e' })
    expect(await client.next('refused')).toMatchObject({ run: 'e', refusal: { code: 'not_held' } })
    client.send({ kind: 'release', run: 'a' })
    expect(await client.next('ended')).toMatchObject({ run: 'a', how: 'ended' })
    client.send({ kind: 'run', run: 'd', settings: HELD })
    await until('the next one stands', () => client.messages.some((message) => message.kind === 'events' && message.run === 'd'))
    client.socket.terminate()
    await until('no process of a run is left', () => descendants().length === 0)
  })

  it('over HTTP nobody could let go', async () => {
    const response = await fetch(`${server.url}/api/runs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(HELD),
    })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'bad_value', field: 'hold', cure: expect.stringContaining('/live') })
  })
})
