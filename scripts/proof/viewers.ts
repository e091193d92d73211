/** One run, many viewers: how long until the last viewer has a line. */
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import type { ServerProcess } from '../../server/testing/serverProcess.ts'
import { percentile } from './presser.ts'

export interface WatchResult {
  viewers: number
  lines: number
  /** The share of lines × viewers that arrived. */
  delivered: number
  /** From the writing of a line until the last viewer has it, in ms. */
  last: [p50: number, p99: number, max: number]
}

/** Needs the fake helper, whose `ticks` writes the time into each line. */
export async function watch(server: Pick<ServerProcess, 'url'>, viewers: number): Promise<WatchResult> {
  const url = `${server.url.replace('http', 'ws')}/live`
  const open = async (): Promise<WebSocket> => {
    const socket = new WebSocket(url, { headers: { origin: server.url } })
    await once(socket, 'open')
    return socket
  }
  const owner = await open()
  const sockets = await Promise.all(Array.from({ length: viewers }, open))
  const run = new Promise<string>((resolve) => {
    owner.on('message', (data: Buffer) => {
      const id = /"kind":"started".*"watch":"([^"]+)"/.exec(data.toString())?.[1]
      if (id) resolve(id)
    })
  })
  owner.send(JSON.stringify({ kind: 'run', run: 'a', settings: { strategy: 'ticks' } }))
  const id = await run

  const latest = new Map<string, { ms: number; count: number }>()
  const all = sockets.map(
    (socket) =>
      new Promise<void>((resolve) => {
        socket.on('message', (data: Buffer) => {
          const now = process.hrtime.bigint()
          const text = data.toString('latin1')
          for (const [, written = ''] of text.matchAll(/"text":"(\d{6,})"/g)) {
            const ms = Number(now - BigInt(written)) / 1e6
            const before = latest.get(written) ?? { ms: 0, count: 0 }
            latest.set(written, { ms: Math.max(before.ms, ms), count: before.count + 1 })
          }
          if (text.startsWith('{"kind":"ended"')) resolve()
        })
      }),
  )
  for (const socket of sockets) socket.send(JSON.stringify({ kind: 'watch', run: id }))
  await Promise.race([Promise.all(all), sleep(30_000)])
  for (const socket of [owner, ...sockets]) socket.terminate()

  // Lines from before the last viewer joined came as history and do not count.
  const live = [...latest.values()].slice(100)
  const times = live.map(({ ms }) => ms)
  const delivered = [...latest.values()].reduce((sum, { count }) => sum + count, 0) / (latest.size * viewers)
  return { viewers, lines: latest.size, delivered, last: [percentile(times, 0.5), percentile(times, 0.99), Math.max(...times)] }
}
