/**
 * Lets typed codes through, and slows those who guess. Eight digits are few. Delaying wrong answers alone would protect nothing: a
 * guesser asks many at once and only waits for the quick ones. So past the budget right and wrong answers wait in the same line.
 * Links and QR codes hold 128 bits and never pass here, so a school that is slowed down still joins by QR.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { CODE_LINE_LENGTH, CODE_PERIOD_S, WRONG_CODES, WRONG_CODES_PER_ADDRESS } from '../limits.ts'

export interface CodeGate {
  /** Resolves when it is this code's turn. False: the line is too long. */
  turn(address: string): Promise<boolean>
  /** A code was wrong. */
  wrong(address: string): Promise<void>
}

/** Between two of a line: one address, and all addresses together. */
const LINES = { address: 1_000, all: 50 }

export function createCodeGate(wait: (ms: number) => Promise<unknown> = sleep): CodeGate {
  const ofAddress = new RateLimiterMemory({ points: WRONG_CODES_PER_ADDRESS, duration: CODE_PERIOD_S })
  const ofAll = new RateLimiterMemory({ points: WRONG_CODES, duration: CODE_PERIOD_S })
  const lines = new Map<string, Line>()

  async function lineOf(address: string): Promise<Line | null> {
    const own = await ofAddress.get(address)
    if (!own) return null
    if (own.consumedPoints >= WRONG_CODES_PER_ADDRESS) return line(address, LINES.address)
    return ((await ofAll.get(''))?.consumedPoints ?? 0) >= WRONG_CODES ? line('', LINES.all) : null
  }
  function line(name: string, everyMs: number): Line {
    const known = lines.get(name) ?? { everyMs, waiting: 0, last: Promise.resolve() }
    lines.set(name, known)
    return known
  }

  return {
    async turn(address) {
      const mine = await lineOf(address)
      if (!mine) return true
      if (mine.waiting >= CODE_LINE_LENGTH) return false
      mine.waiting += 1
      mine.last = mine.last.then(() => wait(mine.everyMs))
      await mine.last
      mine.waiting -= 1
      return true
    },
    async wrong(address) {
      // Past the limit the count goes on; nothing is refused here.
      await ofAddress.consume(address).catch(() => {})
      await ofAll.consume('').catch(() => {})
    },
  }
}

interface Line {
  everyMs: number
  waiting: number
  last: Promise<unknown>
}
