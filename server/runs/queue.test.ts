import { describe, expect, it } from 'vitest'
import { createQueue, type Place, type QueueLimits } from './queue.ts'

const LIMITS: QueueLimits = { atOnce: 1, atOncePerAddress: 1, waiting: 100, waitingPerAddress: 50, cost: 100, costPerAddress: 100 }
const still = () => 0

/** `a1`: of client a1, and of address a. */
const asking = (name: string) => ({ address: name[0] ?? '', client: name, slow: false })
/** `a1`: of address one, client a. */
const ofClient = (name: string) => ({ address: 'one', client: name[0] ?? '', slow: false })

function enterAll(queue: ReturnType<typeof createQueue>, names: string[], served: string[], who = asking): Map<string, Place> {
  const places = new Map<string, Place>()
  for (const name of names) {
    const entered = queue.enter(who(name), 1, () => served.push(name))
    if (!entered.ok) throw new Error(entered.why)
    places.set(name, entered.place)
  }
  return places
}

describe('the queue', () => {
  it.each([
    ['address', asking],
    ['client of an address', ofClient],
  ])('gives each %s a turn, and gives positions that come true', (_, who) => {
    const queue = createQueue(LIMITS, still)
    const served: string[] = []
    const places = enterAll(queue, ['a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'c2'], served, who)
    const positions = [...places].toSorted(([, x], [, y]) => x.position - y.position).map(([name]) => name)
    expect([...places.values()].map(({ position }) => position)).toEqual([0, 3, 5, 6, 1, 2, 4])
    while (served.length < 7) places.get(served.at(-1) ?? '')?.leave()
    expect(served).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3', 'a4'])
    expect(positions).toEqual(served)
  })

  it('counts the time that was used, not the runs', () => {
    let now = 0
    const queue = createQueue(LIMITS, () => now)
    const served: string[] = []
    const places = enterAll(queue, ['a1', 'b1'], served)
    now = 5_000
    places.get('a1')?.leave()
    now = 5_010
    const more = enterAll(queue, ['a2', 'b2', 'b3', 'b4'], served)
    // b has used 10 ms, a five seconds.
    for (const name of ['b1', 'b2', 'b3', 'b4']) {
      expect(served.at(-1)).toBe(name)
      now += 10
      ;(places.get(name) ?? more.get(name))?.leave()
    }
    expect(served.at(-1)).toBe('a2')
  })

  it('forgets what was used long ago', () => {
    let now = 0
    const queue = createQueue(LIMITS, () => now)
    const served: string[] = []
    const first = enterAll(queue, ['a1'], served)
    now = 12_000
    first.get('a1')?.leave()
    now = 600_000
    const places = enterAll(queue, ['c1', 'a2', 'b1'], served)
    places.get('c1')?.leave()
    expect(served).toEqual(['a1', 'c1', 'a2'])
  })

  it('leaves places to other addresses, however many clients one has', () => {
    const queue = createQueue({ ...LIMITS, atOnce: 6, atOncePerAddress: 2 }, still)
    const served: string[] = []
    enterAll(queue, ['a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'c2', 'c3'], served)
    expect(served).toEqual(['a1', 'a2', 'b1', 'c1', 'c2'])
  })

  it('gives a client as many at a time as it is told', () => {
    const queue = createQueue({ ...LIMITS, atOnce: 9, atOncePerAddress: 9, atOncePerClient: 1 }, still)
    const served: string[] = []
    const places = ['1', '1', '2', '1'].map((client, n) => queue.enter({ address: 'a', client, slow: false }, 1, () => served.push(`${client}, asked as ${n}`)))
    expect(served).toEqual(['1, asked as 0', '2, asked as 2'])
    if (places[0]?.ok) places[0].place.leave()
    expect(served).toEqual(['1, asked as 0', '2, asked as 2', '1, asked as 1'])
  })

  it('leaves a place of an address to runs that are not known to be slow', () => {
    const queue = createQueue({ ...LIMITS, atOnce: 9, atOncePerAddress: 3 }, still)
    const served: string[] = []
    for (const client of ['1', '2', '3', '4']) queue.enter({ address: 'a', client, slow: true }, 1, () => served.push(client))
    queue.enter({ address: 'a', client: '5', slow: false }, 1, () => served.push('5'))
    queue.enter({ address: 'b', client: '6', slow: true }, 1, () => served.push('6'))
    expect(served).toEqual(['1', '2', '5', '6'])
  })

  it('leaves a place of an address to other clients, however many runs one has', () => {
    const queue = createQueue({ ...LIMITS, atOnce: 9, atOncePerAddress: 4 }, still)
    const served: string[] = []
    const places = enterAll(queue, ['a1', 'a2', 'a3', 'a4', 'a5', 'b1', 'b2'], served, ofClient)
    expect(served).toEqual(['a1', 'a2', 'a3', 'b1'])
    // The place that one of the client leaves goes to the one with fewer.
    places.get('a2')?.leave()
    expect(served.at(-1)).toBe('b2')
    places.get('a1')?.leave()
    expect(served.at(-1)).toBe('a4')
  })

  it('moves waiting runs up when one ahead leaves, and says so', () => {
    let changes = 0
    const queue = createQueue(LIMITS, still, () => {
      changes += 1
    })
    const places = enterAll(queue, ['a1', 'b1', 'c1'], [])
    const before = changes
    places.get('b1')?.leave()
    places.get('b1')?.leave()
    expect(places.get('c1')?.position).toBe(1)
    expect(changes).toBe(before + 1)
    expect([queue.atWork, queue.waiting]).toEqual([1, 1])
  })

  it('is bounded: in all and by address', () => {
    const queue = createQueue({ ...LIMITS, waiting: 3, waitingPerAddress: 2 }, still)
    enterAll(queue, ['a1', 'a2', 'a3'], [])
    expect(queue.enter(asking('a4'), 1, () => {})).toEqual({ ok: false, why: 'address_full' })
    enterAll(queue, ['b1'], [])
    expect(queue.enter(asking('c1'), 1, () => {})).toEqual({ ok: false, why: 'queue_full' })
  })

  it('with no room to wait still runs what can begin at once', () => {
    const queue = createQueue({ ...LIMITS, waiting: 0 }, still)
    expect(queue.enter(asking('a1'), 1, () => {}).ok).toBe(true)
    expect(queue.enter(asking('b1'), 1, () => {})).toEqual({ ok: false, why: 'queue_full' })
  })

  it('lets an expensive run wait for room without starving; a run past the budget is refused', () => {
    const queue = createQueue({ ...LIMITS, atOnce: 4 }, still)
    const served: string[] = []
    const first = queue.enter(asking('a'), 60, () => served.push('first'))
    queue.enter(asking('b'), 60, () => served.push('expensive'))
    queue.enter(asking('c'), 1, () => served.push('small'))
    expect(served).toEqual(['first'])
    if (first.ok) first.place.leave()
    expect(served).toEqual(['first', 'expensive', 'small'])
    expect(queue.enter(asking('d'), 101, () => {})).toEqual({ ok: false, why: 'too_large' })
  })

  it('leaves memory to other addresses: an expensive run waits for those of its own address only', () => {
    const queue = createQueue({ ...LIMITS, atOnce: 9, atOncePerAddress: 3, costPerAddress: 70 }, still)
    const served: string[] = []
    queue.enter(asking('a1'), 60, () => served.push('first'))
    queue.enter(asking('a2'), 60, () => served.push('second'))
    queue.enter(asking('b1'), 30, () => served.push('other'))
    expect(served).toEqual(['first', 'other'])
    expect(queue.enter(asking('c1'), 71, () => {})).toEqual({ ok: false, why: 'too_large' })
  })

  it('closes: drops waiting runs, lets running ones end, admits no more', () => {
    const queue = createQueue(LIMITS, still)
    const served: string[] = []
    const places = enterAll(queue, ['a1', 'b1'], served)
    expect(queue.close()).toBe(1)
    places.get('a1')?.leave()
    expect(served).toEqual(['a1'])
    expect([queue.atWork, queue.waiting]).toEqual([0, 0])
    expect(queue.enter(asking('c1'), 1, () => {})).toEqual({ ok: false, why: 'closed' })
  })

  it('holds its bounds whatever comes and goes (random walk)', () => {
    let now = 0
    const queue = createQueue({ atOnce: 3, atOncePerAddress: 2, waiting: 20, waitingPerAddress: 5, cost: 10, costPerAddress: 8 }, () => now)
    const places: { place: Place; address: string }[] = []
    let random = 1
    const next = (below: number): number => {
      random = (random * 48_271) % 2_147_483_647
      return random % below
    }
    for (let step = 0; step < 5_000; step += 1) {
      now += next(100)
      if (next(2) === 0) {
        const address = `c${next(8)}`
        const entered = queue.enter({ address, client: `${next(3)}`, slow: next(4) === 0 }, 1 + next(6), () => {})
        if (entered.ok) places.push({ place: entered.place, address })
      } else places.splice(next(places.length || 1), 1)[0]?.place.leave()
      const positions = places.map(({ place }) => place.position).filter((position) => position > 0)
      expect(positions.toSorted((a, b) => a - b)).toEqual(positions.map((_, at) => at + 1))
      expect(queue.atWork).toBeLessThanOrEqual(3)
      const working = places.filter(({ place }) => place.position === 0).map(({ address }) => address)
      for (const address of working) expect(working.filter((other) => other === address).length).toBeLessThanOrEqual(2)
    }
    for (const { place } of places) place.leave()
    expect([queue.atWork, queue.waiting]).toEqual([0, 0])
  })
})
