/** A class that keeps pressing Run: how many runs a second, how long a visitor waits, what grows. */
import { holdings, runProcessesOf, type ServerProcess } from '../../server/testing/serverProcess.ts'
import { until } from '../../server/testing/until.ts'
import { openPresser, type Pressed, percentile } from './presser.ts'

export interface PressResult {
  perSecond: number
  runs: number
  failed: number
  queue: [p50: number, p99: number]
  first: [p50: number, p99: number]
  run: [p50: number, p99: number]
  /** Before: warm, before the class presses. After: once it has stopped. */
  before: ReturnType<typeof holdings> & { processes: number }
  after: ReturnType<typeof holdings> & { processes: number }
  /** Memory at each quarter of the time, in MB. A garbage-collected heap goes up and down, a leak only goes up. */
  memory: number[]
}

/** This many presses each, or until the seconds are over. */
export type HowLong = { times: number } | { seconds: number }

/** `sockets` press Run, after a warm-up: once each, or for a tenth of the time. */
export async function press(server: ServerProcess, uid: number, sockets: number, howLong: HowLong, settings: object): Promise<PressResult> {
  const done: Pressed[] = []
  let failed = 0
  const measure = () => ({ ...holdings(server.pid), processes: runProcessesOf(uid).length })

  async function round(long: HowLong): Promise<void> {
    const pressers = await Promise.all(Array.from({ length: sockets }, () => openPresser(server.url)))
    const last = 'seconds' in long ? Date.now() + long.seconds * 1000 : Number.POSITIVE_INFINITY
    await Promise.all(
      pressers.map(async (presser) => {
        for (let n = 0; n < ('times' in long ? long.times : Number.POSITIVE_INFINITY) && Date.now() < last; n += 1) {
          const pressed = await presser.press(settings)
          done.push(pressed)
          if (pressed.how !== 'ended' || pressed.recording === null) failed += 1
        }
      }),
    )
    for (const presser of pressers) presser.close()
  }

  /** The server needs a moment after the end to free what a socket or a run held. */
  const atRest = async (): Promise<ReturnType<typeof measure>> => {
    await until('nothing is held any more', () => measure().processes === 0 && measure().descriptors <= idle.descriptors)
    return measure()
  }

  const idle = measure()
  await round('seconds' in howLong ? { seconds: howLong.seconds / 10 } : { times: 1 })
  const before = await atRest()
  done.length = 0
  const began = Date.now()
  const memory: number[] = []
  const sampling = 'seconds' in howLong ? setInterval(() => memory.push(holdings(server.pid).rssMb), howLong.seconds * 250 - 50) : undefined
  await round(howLong)
  clearInterval(sampling)
  const took = (Date.now() - began) / 1000
  const after = await atRest()
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
    after,
    memory,
  }
}
