/** Many seats of one room, in one or a few processes of their own (classSeats.ts). */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Order, Report } from './classSeats.ts'

/** One in so many seats changes its mind. */
const TWICE = 4

export class Crowd {
  readonly #processes: ChildProcess[]

  constructor(processes: number) {
    const file = path.join(import.meta.dirname, 'classSeats.ts')
    this.#processes = Array.from({ length: processes }, () => fork(file, { execArgv: ['--import', 'tsx'] }))
  }

  join(url: string, room: string, seats: number, overMs: number): Promise<Report> {
    const most = Math.ceil(seats / this.#processes.length)
    return this.#all((n) => ({ of: 'join', url, room, seats: Math.max(0, Math.min(most, seats - n * most)), overMs }))
  }
  vote(question: number, options: number, overMs: number): Promise<Report> {
    return this.#all(() => ({ of: 'vote', question, round: 1, options, overMs, twice: TWICE }))
  }
  /** When each seat got this change. */
  arrivals(seq: number): Promise<Report> {
    return this.#all(() => ({ of: 'arrivals', seq }))
  }
  leave(): Promise<Report> {
    return this.#all(() => ({ of: 'leave' }))
  }
  end(): void {
    for (const one of this.#processes) one.disconnect()
  }

  async #all(order: (n: number) => Order): Promise<Report> {
    const reports = await Promise.all(
      this.#processes.map(async (one, n) => {
        const answer = once(one, 'message') as Promise<[Report]>
        one.send(order(n))
        return (await answer)[0]
      }),
    )
    return { times: reports.flatMap(({ times }) => times), cast: reports.flatMap(({ cast }) => cast), failed: reports.flatMap(({ failed }) => failed) }
  }
}
