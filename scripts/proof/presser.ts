/** Plays one browser of a class: presses Run, waits for the end, presses again. */
import { performance } from 'node:perf_hooks'
import { WebSocket } from 'ws'

export interface Pressed {
  /** From the press until the run began, in ms. */
  queueMs: number
  /** From then until the first event arrives. */
  firstMs: number
  /** From then until the end arrives. */
  runMs: number
  how: string
  recording: string | null
}

export interface Presser {
  socket: WebSocket
  press(settings: object): Promise<Pressed>
  close(): void
}

/** `address`: where it comes from, for a server that trusts a proxy. */
export async function openPresser(url: string, address?: string): Promise<Presser> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/live`, { headers: { origin: url, ...(address && { 'x-forwarded-for': address }) } })
  let take: ((message: string) => void) | undefined
  let lost: ((why: Error) => void) | undefined
  socket.on('message', (data: Buffer) => take?.(data.subarray(0, 2_000).toString('latin1')))
  socket.on('close', (code) => lost?.(new Error(`closed with ${code}`)))
  socket.on('error', () => {})
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  return {
    socket,
    press(settings) {
      const pressed = performance.now()
      let started = pressed
      let first: number | undefined
      return new Promise((resolve, reject) => {
        lost = reject
        take = (message) => {
          const now = performance.now()
          if (message.startsWith('{"kind":"started"')) started = now
          else if (message.startsWith('{"kind":"events"')) first ??= now
          else if (message.startsWith('{"kind":"error"')) reject(new Error(message))
          else if (message.startsWith('{"kind":"ended"')) {
            const { how, recording } = JSON.parse(message) as Pressed
            resolve({ queueMs: started - pressed, firstMs: (first ?? now) - started, runMs: now - started, how, recording })
          }
        }
        socket.send(JSON.stringify({ kind: 'run', run: 'a', settings }))
      })
    },
    close: () => socket.terminate(),
  }
}

/** The value below which `share` of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const inMs = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
