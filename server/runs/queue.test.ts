import { describe, expect, it } from 'vitest'
import { createQueue, type Place } from './queue.ts'

const LIMITS = { atOnce: 1, waiting: 100, waitingPerClient: 10, cost: 100 }

function enterAll(queue: ReturnType<typeof createQueue>, names: string[], served: string[]): Map<string, Place> {
  const places = new Map<string, Place>()
  for (const name of names) {
    const entered = queue.enter(name[0] ?? '', 1, () => served.push(name))
    if (!entered.ok) throw new Error(entered.why)
    places.set(name, entered.place)
  }
  return places
}

describe('the queue', () => {
  it('gives each client a turn, and gives positions that come true', () => {
    const queue = createQueue(LIMITS)
    const served: string[] = []
    const places = enterAll(queue, ['a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'c2'], served)
    const positions = [...places].toSorted(([, x], [, y]) => x.position - y.position).map(([name]) => name)
    expect([...places.values()].map(({ position }) => position)).toEqual([0, 1, 4, 6, 2, 3, 5])
    while (served.length < 7) places.get(served.at(-1) ?? '')?.leave()
    expect(served).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'c2', 'a4'])
    expect(positions).toEqual(served)
  })

  it('moves waiting runs up when one ahead leaves, and says so', () => {
    let changes = 0
    const queue = createQueue(LIMITS, () => {
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

  it('is bounded: in all and by client', () => {
    const queue = createQueue({ ...LIMITS, waiting: 3, waitingPerClient: 2 })
    enterAll(queue, ['a1', 'a2', 'a3'], [])
    expect(queue.enter('a', 1, () => {})).toEqual({ ok: false, why: 'client_full' })
    enterAll(queue, ['b1'], [])
    expect(queue.enter('c', 1, () => {})).toEqual({ ok: false, why: 'queue_full' })
  })

  it('with no room to wait still runs what can begin at once', () => {
    const queue = createQueue({ ...LIMITS, waiting: 0 })
    expect(queue.enter('a', 1, () => {}).ok).toBe(true)
    expect(queue.enter('b', 1, () => {})).toEqual({ ok: false, why: 'queue_full' })
  })

  it('lets an expensive run wait for room without starving; a run past the budget is refused', () => {
    const queue = createQueue({ ...LIMITS, atOnce: 4 })
    const served: string[] = []
    const first = queue.enter('a', 60, () => served.push('first'))
    queue.enter('b', 60, () => served.push('expensive'))
    queue.enter('c', 1, () => served.push('small'))
    expect(served).toEqual(['first'])
    if (first.ok) first.place.leave()
    expect(served).toEqual(['first', 'expensive', 'small'])
    expect(queue.enter('d', 101, () => {})).toEqual({ ok: false, why: 'too_large' })
  })

  it('closes: drops waiting runs, lets running ones end, admits no more', () => {
    const queue = createQueue(LIMITS)
    const served: string[] = []
    const places = enterAll(queue, ['a1', 'b1'], served)
    expect(queue.close()).toBe(1)
    places.get('a1')?.leave()
    expect(served).toEqual(['a1'])
    expect([queue.atWork, queue.waiting]).toEqual([0, 0])
    expect(queue.enter('c', 1, () => {})).toEqual({ ok: false, why: 'closed' })
  })

  it('holds its bounds whatever comes and goes (random walk)', () => {
    const queue = createQueue({ atOnce: 3, waiting: 20, waitingPerClient: 5, cost: 10 })
    const places: Place[] = []
    let random = 1
    const next = (below: number): number => {
      random = (random * 48_271) % 2_147_483_647
      return random % below
    }
    for (let step = 0; step < 5_000; step += 1) {
      if (next(2) === 0) {
        const entered = queue.enter(`c${next(8)}`, 1 + next(6), () => {})
        if (entered.ok) places.push(entered.place)
      } else places.splice(next(places.length || 1), 1)[0]?.leave()
      const positions = places.map(({ position }) => position).filter((position) => position > 0)
      expect(positions.toSorted((a, b) => a - b)).toEqual(positions.map((_, at) => at + 1))
      expect(queue.atWork).toBeLessThanOrEqual(3)
    }
    for (const place of places) place.leave()
    expect([queue.atWork, queue.waiting]).toEqual([0, 0])
  })
})
