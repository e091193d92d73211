/** A class that presses Run all the time: how many runs a second, how long one waits, what grows. */
import { setTimeout as sleep } from 'node:timers/promises'
import { holdings, processesOf, type ServerProcess } from '../../server/testing/serverProcess.ts'
import { openPresser, type Pressed, percentile } from './presser.ts'

export interface PressResult {
  perSecond: number
  runs: number
  failed: number
  queue: [p50: number, p99: number]
  first: [p50: number, p99: number]
  run: [p50: number, p99: number]
  /** Warm, before the class presses; and after it has stopped. */
  before: ReturnType<typeof holdings> & { processes: number }
  after: ReturnType<typeof holdings> & { processes: number }
  /** Memory at each quarter of the time, in MB: a heap that fills and is swept goes up and down, a leak only up. */
  memory: number[]
}

/** `sockets` press Run for `seconds`, after a warm-up of a tenth of that. */
export async function press(server: ServerProcess, uid: number, sockets: number, seconds: number, settings: object): Promise<PressResult> {
  const done: Pressed[] = []
  let failed = 0
  const measure = () => ({ ...holdings(server.pid), processes: processesOf(uid).length })

  async function round(count: number, ms: number): Promise<void> {
    const pressers = await Promise.all(Array.from({ length: count }, () => openPresser(server.url)))
    const until = Date.now() + ms
    await Promise.all(
      pressers.map(async (presser) => {
        while (Date.now() < until) {
          const pressed = await presser.press(settings)
          done.push(pressed)
          if (pressed.how !== 'ended' || pressed.recording === null) failed += 1
        }
      }),
    )
    for (const presser of pressers) presser.close()
  }

  await round(sockets, seconds * 100)
  await sleep(1_000)
  const before = measure()
  done.length = 0
  const began = Date.now()
  const memory: number[] = []
  const sampling = setInterval(() => memory.push(holdings(server.pid).rssMb), seconds * 250 - 50)
  await round(sockets, seconds * 1000)
  clearInterval(sampling)
  const took = (Date.now() - began) / 1000
  await sleep(1_000)
  const both = (pick: (pressed: Pressed) => number): [number, number] => {
    const values = done.map(pick)
    return [percentile(values, 0.5), percentile(values, 0.99)]
  }
  return {
    perSecond: done.length / took,
    runs: done.length,
    failed,
    queue: both(({ queueMs }) => queueMs),
    first: both(({ firstMs }) => firstMs),
    run: both(({ runMs }) => runMs),
    before,
    after: measure(),
    memory,
  }
}
