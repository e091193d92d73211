/** What the queue promises when one address asks for all it can get. Virtual time: no clock, no machine. */
import { describe, expect, it } from 'vitest'
import { createQueue, type Place, type QueueLimits } from './queue.ts'

const SEEDS = Array.from({ length: 12 }, (_, n) => n + 1)
/** What a short and the longest run take, in ms. */
const SHORT_MS = [20, 120] as const
const LONGEST_MS = 12_000

const limitsFor = (atOnce: number): QueueLimits => ({
  atOnce,
  atOncePerAddress: Math.max(1, Math.floor(atOnce / 3)),
  waiting: 400,
  waitingPerAddress: 250,
  cost: 1_000,
  costPerAddress: 900,
})

/** A visitor presses Run, waits for its end, and presses again. */
interface Visitor {
  address: string
  client: string
  firstMs: number
  times: number
  tookMs: () => number
  slow?: boolean
}

/** The waits of all runs that began, by visitor, in ms. The simulation ends with the last run of those who press a limited number of times. */
function simulate(limits: QueueLimits, visitors: readonly Visitor[], untilMs = Number.POSITIVE_INFINITY): Map<Visitor, number[]> {
  let now = 0
  const due: { at: number; act: () => void }[] = []
  const queue = createQueue(limits, () => now)
  const waits = new Map<Visitor, number[]>(visitors.map((visitor) => [visitor, []]))
  const later = (at: number, act: () => void): void => {
    const before = due.findIndex((other) => other.at > at)
    due.splice(before === -1 ? due.length : before, 0, { at, act })
  }
  let open = visitors.reduce((sum, { times }) => sum + (Number.isFinite(times) ? times : 0), 0)

  function press(visitor: Visitor, times: number): void {
    if (times === 0) return
    const pressed = now
    let place: Place | undefined
    const entered = queue.enter({ address: visitor.address, client: visitor.client, slow: visitor.slow ?? false }, 16, () => {
      waits.get(visitor)?.push(now - pressed)
      later(now + visitor.tookMs(), () => {
        if (Number.isFinite(visitor.times)) open -= 1
        place?.leave()
        press(visitor, times - 1)
      })
    })
    if (entered.ok) place = entered.place
    else later(now + 1_000, () => press(visitor, times))
  }

  for (const visitor of visitors) later(visitor.firstMs, () => press(visitor, visitor.times))
  for (let next = due.shift(); next && next.at <= untilMs && (open > 0 || Number.isFinite(untilMs)); next = due.shift()) {
    now = next.at
    next.act()
  }
  return waits
}

function random(seed: number): (from: number, to: number) => number {
  let state = seed * 7_919
  return (from, to) => {
    state = (state * 48_271) % 2_147_483_647
    return from + (state % 100_000) * ((to - from) / 100_000)
  }
}

const percentile = (values: readonly number[], share: number): number => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? Number.NaN

/** 50 visitors of other addresses, who come at nearly the same time, long after the hog. */
function fifty(seed: number): Visitor[] {
  const between = random(seed)
  return Array.from({ length: 50 }, (_, n) => ({
    address: `visitor ${n}`,
    client: '1',
    firstMs: 30_000 + between(0, 50),
    times: 4,
    tookMs: () => between(...SHORT_MS),
  }))
}

const hogOf = (sockets: number, slow: boolean): Visitor[] =>
  Array.from({ length: sockets }, (_, n) => ({ address: 'hog', client: `${n}`, firstMs: n, times: Number.POSITIVE_INFINITY, tookMs: () => LONGEST_MS, slow }))

const waitsOf = (waits: Map<Visitor, number[]>, whose: (visitor: Visitor) => boolean): number[] =>
  [...waits].flatMap(([visitor, own]) => (whose(visitor) ? own : []))

describe('any number of sockets of one address that ask for the longest runs', () => {
  it.each([
    [40, 12, false],
    [40, 12, true],
    [250, 12, false],
    [1, 12, false],
    [40, 4, false],
    [40, 3, false],
    [250, 48, false],
  ])('%i sockets, %i places, known to be slow: %s. 50 others wait at most twice (median) and three times (worst) as long as alone', (sockets, atOnce, slow) => {
    for (const seed of SEEDS) {
      const alone = waitsOf(simulate(limitsFor(atOnce), fifty(seed)), () => true)
      const beside = waitsOf(simulate(limitsFor(atOnce), [...hogOf(sockets, slow), ...fifty(seed)]), ({ address }) => address !== 'hog')
      expect(beside).toHaveLength(200)
      expect(percentile(beside, 0.5)).toBeLessThanOrEqual(2 * percentile(alone, 0.5))
      expect(Math.max(...beside)).toBeLessThanOrEqual(3 * Math.max(...alone))
    }
  })

  it('a newcomer begins at once', () => {
    const waits = simulate(limitsFor(12), [...hogOf(40, false), { address: 'new', client: '1', firstMs: 60_000, times: 1, tookMs: () => 50 }])
    expect(waitsOf(waits, ({ address }) => address === 'new')).toEqual([0])
  })

  it('twelve long runs of one address do not lock out the others behind it', () => {
    const school: Visitor = { address: 'hog', client: 'pupil', firstMs: 5_000, times: 20, tookMs: () => 50 }
    expect(Math.max(...waitsOf(simulate(limitsFor(12), [...hogOf(12, true), school]), ({ client }) => client === 'pupil'))).toBe(0)
  })
})

describe('a socket with several long runs', () => {
  it.each([12, 6, 48])('is one client in the turns: a classmate finds a place at once (%i places)', (atOnce) => {
    const many: Visitor[] = Array.from({ length: 8 }, (_, n) => ({
      address: 'school',
      client: 'many',
      firstMs: n,
      times: Number.POSITIVE_INFINITY,
      tookMs: () => LONGEST_MS,
    }))
    const classmate: Visitor = { address: 'school', client: 'classmate', firstMs: 5_000, times: 20, tookMs: () => 50 }
    expect(Math.max(...waitsOf(simulate(limitsFor(atOnce), [...many, classmate]), ({ client }) => client === 'classmate'))).toBe(0)
  })
})

describe('a school behind one address', () => {
  it.each(SEEDS)('shares fairly among its sockets (seed %i)', (seed) => {
    const between = random(seed)
    const pupils: Visitor[] = Array.from({ length: 200 }, (_, n) => ({
      address: 'school',
      client: `${n}`,
      firstMs: between(0, 500),
      times: Number.POSITIVE_INFINITY,
      // Every tenth asks for runs that take ten times as long.
      tookMs: () => between(...SHORT_MS) * (n % 10 === 0 ? 10 : 1),
    }))
    const counts = [...simulate(limitsFor(12), pupils, 120_000)].map(([, own]) => own.length)
    const [long, short] = [counts.filter((_, n) => n % 10 === 0), counts.filter((_, n) => n % 10 !== 0)]
    expect(Math.max(...short) - Math.min(...short)).toBeLessThanOrEqual(4)
    expect(Math.max(...long)).toBeLessThanOrEqual(Math.max(...short))
    expect(Math.min(...long)).toBeGreaterThan(0)
  })

  it('is not starved by a stream of newcomers, each of an address of its own', () => {
    const between = random(1)
    const school: Visitor[] = Array.from({ length: 20 }, (_, n) => ({
      address: 'school',
      client: `${n}`,
      firstMs: 0,
      times: Number.POSITIVE_INFINITY,
      tookMs: () => 200,
    }))
    // A third more than there are places for.
    const newcomers: Visitor[] = Array.from({ length: 4_000 }, (_, n) => ({
      address: `new ${n}`,
      client: '1',
      firstMs: 10_000 + n * 37,
      times: 1,
      tookMs: () => between(150, 250),
    }))
    const limits = { ...limitsFor(4), waiting: 10_000 }
    const begun = waitsOf(simulate(limits, [...school, ...newcomers], 160_000), ({ address }) => address === 'school').length
    const before = waitsOf(simulate(limits, school, 10_000), () => true).length
    expect(begun).toBeGreaterThan(before + 4)
  })
})
