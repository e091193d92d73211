/** The times of a log, whichever clock wrote them, as nanoseconds since its first line. They never go back. Pure. */
import type { Leader, Reading } from './leader.ts'

/** `calendar`: -ttt. `day`: of a day nobody names. `summed`: -r, differences added up. `none`: the order is all that is known. */
export type ClockKind = 'calendar' | 'day' | 'summed' | 'none'

const SECOND = 1e9
const DAY = 86_400
/** A time of day so much earlier than the line before is of the next day. */
const MIDNIGHT = DAY / 2

export class LogClock {
  #kind: ClockKind = 'none'
  #coarse = true
  #first: Reading | undefined
  #days = 0
  #before = 0
  #ns = 0
  /** Numbers of lines whose clock was behind the line before. */
  readonly backwards: number[] = []

  get kind(): ClockKind {
    return this.#kind
  }

  /** The times are whole seconds. */
  get coarse(): boolean {
    return this.#kind !== 'none' && this.#coarse
  }

  at(line: Pick<Leader, 'clock' | 'reading' | 'since'>, number: number): number {
    const { clock, reading, since } = line
    if (clock === 'since' && reading) return this.#add(reading)
    // A clock of whole seconds beside -r: the differences say more.
    if (since && reading?.digits === 0) return this.#add(since)
    if (reading) return this.#read(reading, clock === 'day' ? 'day' : 'calendar', number)
    return this.#ns
  }

  #add({ seconds, ns, digits }: Reading): number {
    this.#kind = 'summed'
    if (digits > 0) this.#coarse = false
    this.#ns += this.#first === undefined ? 0 : seconds * SECOND + ns
    this.#first ??= { seconds, ns, digits }
    return this.#ns
  }

  #read(reading: Reading, kind: ClockKind, number: number): number {
    this.#kind = kind
    if (reading.digits > 0) this.#coarse = false
    this.#first ??= reading
    if (kind === 'day' && this.#before - reading.seconds > MIDNIGHT) this.#days += 1
    this.#before = reading.seconds
    const ns = (reading.seconds + this.#days * DAY - this.#first.seconds) * SECOND + reading.ns - this.#first.ns
    if (ns < this.#ns) this.backwards.push(number)
    else this.#ns = ns
    return this.#ns
  }
}
