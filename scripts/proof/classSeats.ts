/**
 * The seats of a class, in a process of their own, so that measuring does not take the server's time. crowd.ts starts it, gives one
 * order after the other, and gets one report for each. It decodes nothing that it need not: a frame is known by its first letters.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { monotonicMs } from './clock.ts'

export type Order =
  /** That many new seats, each at a moment of its own within the time. */
  | { of: 'join'; url: string; room: string; seats: number; overMs: number }
  /** Every seat votes at a moment of its own within the time. One in `twice` votes again, for the next option. */
  | { of: 'vote'; question: number; round: number; options: number; overMs: number; twice: number }
  /** When each seat got this change. */
  | { of: 'arrivals'; seq: number }
  | { of: 'leave' }

export interface Report {
  /** How long each took, or when each arrived; in ms. */
  times: number[]
  /** The vote that counts, by the number of the seat. */
  cast: [seat: number, choice: number][]
  /** What did not happen, and why. */
  failed: string[]
}

/** A safety net: what has not come by then never will. */
const LATEST_MS = 60_000

class Seat {
  readonly #socket: WebSocket
  number = 0
  /** When each change came. */
  readonly arrivals = new Map<number, number>()
  #waiting: { for: string; resolve(frame: string): void; reject(why: Error): void } | undefined

  constructor(url: string) {
    this.#socket = new WebSocket(`${url.replace('http', 'ws')}/live`, { headers: { origin: url }, perMessageDeflate: false })
    this.#socket.on('message', (data: Buffer) => this.#take(data))
    this.#socket.on('close', (code) => this.#waiting?.reject(new Error(`closed with ${code}`)))
    this.#socket.on('error', (problem) => this.#waiting?.reject(problem))
  }

  async join(room: string): Promise<void> {
    await this.#until('welcome')
    const told = await this.#ask({ kind: 'room-enter', room, as: 'student' }, 'room')
    this.number = Number(/"number":(\d+)/.exec(told)?.[1])
  }

  async vote(question: number, round: number, choice: number): Promise<void> {
    await this.#ask({ kind: 'room-vote', question, round, choice }, 'room-voted')
  }

  leave(): void {
    this.#socket.terminate()
  }

  #ask(message: object, kind: string): Promise<string> {
    const answer = this.#until(kind)
    this.#socket.send(JSON.stringify(message))
    return answer
  }

  #until(kind: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#waiting = { for: `{"kind":"${kind}"`, resolve, reject }
    })
  }

  #take(data: Buffer): void {
    const at = monotonicMs()
    const begins = data.toString('latin1', 0, 60)
    const seq = /^\{"kind":"room-change","seq":(\d+)/.exec(begins)?.[1]
    if (seq !== undefined) this.arrivals.set(Number(seq), at)
    else if (begins.startsWith('{"kind":"room-refused"')) this.#waiting?.reject(new Error(data.toString()))
    else if (this.#waiting && begins.startsWith(this.#waiting.for)) this.#waiting.resolve(data.toString())
  }
}

const seats: Seat[] = []

async function obey(order: Order): Promise<Report> {
  switch (order.of) {
    case 'join':
      return spread(order.seats, order.overMs, async (report) => {
        const began = monotonicMs()
        const seat = new Seat(order.url)
        seats.push(seat)
        await seat.join(order.room)
        report.times.push(monotonicMs() - began)
      })
    case 'vote':
      return spread(seats.length, order.overMs, async (report, n) => {
        const seat = seats[n]
        for (let choice = n % order.options, left = n % order.twice === 0 ? 2 : 1; seat && left > 0; choice = (choice + 1) % order.options, left -= 1) {
          const began = monotonicMs()
          await seat.vote(order.question, order.round, choice)
          report.times.push(monotonicMs() - began)
          if (left === 1) report.cast.push([seat.number, choice])
        }
      })
    case 'arrivals':
      return arrivals(order.seq)
    case 'leave':
      for (const seat of seats.splice(0)) seat.leave()
      return { times: [], cast: [], failed: [] }
  }
}

/** `does` once for each of `count`, at random moments within `overMs`. */
async function spread(count: number, overMs: number, does: (report: Report, n: number) => Promise<void>): Promise<Report> {
  const report: Report = { times: [], cast: [], failed: [] }
  const all = Array.from({ length: count }, async (_, n) => {
    await sleep(Math.random() * overMs)
    await does(report, n)
  })
  const late = sleep(overMs + LATEST_MS, 'no answer', { ref: false })
  for (const one of await Promise.all(all.map((each) => Promise.race([each, late]).catch((problem) => String(problem))))) {
    if (typeof one === 'string') report.failed.push(one)
  }
  return report
}

async function arrivals(seq: number): Promise<Report> {
  const last = monotonicMs() + LATEST_MS
  while (seats.some((seat) => !seat.arrivals.has(seq)) && monotonicMs() < last) await sleep(5)
  const report: Report = { times: [], cast: [], failed: [] }
  for (const { arrivals: known, number } of seats) {
    const at = known.get(seq)
    if (at === undefined) report.failed.push(`seat ${number} never got change ${seq}`)
    else report.times.push(at)
    known.clear()
  }
  return report
}

process.on('message', (order: Order) => void obey(order).then((report) => process.send?.(report)))
// The crowd is gone, so its seats are not needed any more.
process.on('disconnect', () => process.exit())
