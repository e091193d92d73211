/**
 * Decides which run is next. The address that has used the least time at work lately is next, and of its clients the one that
 * has used the least. A run cannot be interrupted. So the busiest address has places of its own, and all others share the rest,
 * whether it is there or not: nobody waits for the long runs of one address. In the same way a client with several runs never has
 * all places of its address. It has no timer and does no I/O; the caller gives the clock.
 */
import { lineUp, type WaitingLine } from './turns.ts'
import { UsedTime } from './usedTime.ts'

export interface QueueLimits {
  /** Runs at the same time. */
  atOnce: number
  atOncePerAddress: number
  /** One less than those of its address, if it is not given. */
  atOncePerClient?: number
  waiting: number
  waitingPerAddress: number
  /** What all running runs may cost together. `enter` gets the cost of a run. */
  cost: number
  costPerAddress: number
}

/** Who asks. */
export interface Asking {
  address: string
  /** A socket, or a connection over HTTP. */
  client: string
  /** Known to take long. Such runs never have all places of an address. */
  slow: boolean
}

/** One run's place, from `enter` until it leaves. */
export interface Place {
  /** 0: running; 1: next; 2 … */
  readonly position: number
  /** Call it when the run is over or cancelled. Waiting runs move up. A second call does nothing. */
  leave(): void
}

export type Entered = { ok: true; place: Place } | { ok: false; why: 'queue_full' | 'address_full' | 'too_large' | 'closed' }

export interface Queue {
  /** Calls `begin` when the run's turn has come: at once, inside `enter`, if there is room. */
  enter(asking: Asking, cost: number, begin: () => void): Entered
  /** Admits no more runs and drops all waiting ones; running ones stay. Returns how many it dropped. */
  close(): number
  readonly atWork: number
  readonly waiting: number
}

/** Addresses and clients whose use is forgotten leave the memory this often. */
const SWEEP_MS = 10_000

interface Run {
  address: Address
  client: Client
  cost: number
  slow: boolean
  begin: () => void
  state: 'waiting' | 'working' | 'left'
  since: number
  order: number
  ended: ((now: number) => void)[]
}

interface Client extends WaitingLine<Run> {
  name: string
  atWork: number
}

interface Address {
  name: string
  used: UsedTime
  lastStart: number
  clients: Map<string, Client>
  waiting: number
  atWork: number
  slowAtWork: number
  cost: number
}

/** `now`: in ms. Calls `changed` whenever positions may have changed. */
export function createQueue(limits: QueueLimits, now: () => number, changed: () => void = () => {}): Queue {
  const addresses = new Map<string, Address>()
  const total = { atWork: 0, waiting: 0, cost: 0 }
  const shared = Math.max(1, limits.atOnce - limits.atOncePerAddress)
  const slowPerAddress = Math.max(1, limits.atOncePerAddress - 1)
  const perClient = limits.atOncePerClient ?? Math.max(1, limits.atOncePerAddress - 1)
  let entered = 0
  let sweepAt = 0
  let closed = false
  /** Made when somebody asks for it; undefined after a change. */
  let positions: Map<Run, number> | undefined

  /** The run of an address that is next if the address is; undefined if none may begin now. */
  function nextOf(address: Address): Run | undefined {
    if (address.waiting === 0 || address.atWork >= limits.atOncePerAddress) return undefined
    const slowFull = address.slowAtWork >= slowPerAddress
    const lines = [...address.clients.values()].filter(({ runs, atWork }) => runs[0] && atWork < perClient && !(slowFull && runs[0].slow))
    const [first] = lineUp(lines, now())
    // An expensive run blocks its address until it fits; otherwise smaller runs would starve it.
    if (!first || (address.atWork > 0 && address.cost + first.cost > limits.costPerAddress)) return undefined
    return first
  }

  /** Whether the places that all but the busiest address share have room for one more run of this address. */
  function hasRoom(address: Address, busiest: number): boolean {
    return total.atWork + 1 - Math.max(busiest, address.atWork + 1) <= shared
  }

  function admit(): void {
    while (total.atWork < limits.atOnce) {
      const busiest = Math.max(0, ...[...addresses.values()].map(({ atWork }) => atWork))
      const heads = [...addresses.values()].flatMap((address) => {
        const first = hasRoom(address, busiest) ? nextOf(address) : undefined
        return first ? [{ used: address.used, lastStart: address.lastStart, runs: [first] }] : []
      })
      const [next] = lineUp(heads, now())
      if (!next || (total.atWork > 0 && total.cost + next.cost > limits.cost)) return
      start(next)
    }
  }

  function start(run: Run): void {
    const { address, client } = run
    const at = now()
    client.runs.shift()
    count(run, 'waiting', -1)
    count(run, 'working', 1)
    run.state = 'working'
    run.ended = [address.used.start(at), client.used.start(at)]
    address.lastStart = at
    client.lastStart = at
    positions = undefined
    run.begin()
  }

  function count({ address, client, cost, slow }: Run, state: 'waiting' | 'working', by: 1 | -1): void {
    if (state === 'waiting') {
      address.waiting += by
      total.waiting += by
      return
    }
    address.atWork += by
    client.atWork += by
    total.atWork += by
    address.cost += by * cost
    total.cost += by * cost
    if (slow) address.slowAtWork += by
  }

  function leave(run: Run): void {
    if (run.state === 'left') return
    if (run.state === 'waiting') drop(run)
    else {
      for (const ended of run.ended) ended(now())
      count(run, 'working', -1)
      run.state = 'left'
    }
    positions = undefined
    sweep()
    admit()
    changed()
  }

  function positionOf(run: Run): number {
    if (run.state !== 'waiting') return 0
    positions ??= new Map(order().map((waiting, at) => [waiting, at + 1]))
    return positions.get(run) ?? 0
  }

  /** All waiting runs in the order of their turns, as if each took equally long. */
  function order(): Run[] {
    const at = now()
    return lineUp(
      [...addresses.values()].map(({ used, lastStart, clients }) => ({ used, lastStart, runs: lineUp([...clients.values()], at) })),
      at,
    )
  }

  function sweep(): void {
    const at = now()
    if (at < sweepAt) return
    sweepAt = at + SWEEP_MS
    for (const address of addresses.values()) {
      for (const [name, { used, runs }] of address.clients) if (runs.length === 0 && used.isForgotten(at)) address.clients.delete(name)
      if (address.clients.size === 0 && address.used.isForgotten(at)) addresses.delete(address.name)
    }
  }

  /** Finds or makes the records of who asks. */
  function recordsOf({ address: name, client: clientName }: Asking): { address: Address; client: Client } {
    const address = addresses.get(name) ?? {
      ...{ name, used: new UsedTime(), lastStart: Number.NEGATIVE_INFINITY, clients: new Map<string, Client>() },
      ...{ waiting: 0, atWork: 0, slowAtWork: 0, cost: 0 },
    }
    addresses.set(name, address)
    const client = address.clients.get(clientName) ?? { name: clientName, used: new UsedTime(), lastStart: Number.NEGATIVE_INFINITY, runs: [], atWork: 0 }
    address.clients.set(clientName, client)
    return { address, client }
  }

  /** Why a run that could not begin at once may not wait either. */
  function noRoomToWait({ address }: Run): 'queue_full' | 'address_full' | null {
    if (total.waiting > limits.waiting) return 'queue_full'
    return address.waiting > limits.waitingPerAddress ? 'address_full' : null
  }

  function drop(run: Run): void {
    run.client.runs = run.client.runs.filter((other) => other !== run)
    count(run, 'waiting', -1)
    run.state = 'left'
    positions = undefined
  }

  return {
    enter(asking, cost, begin) {
      if (closed) return { ok: false, why: 'closed' }
      if (cost > limits.costPerAddress) return { ok: false, why: 'too_large' }
      sweep()
      const { address, client } = recordsOf(asking)
      entered += 1
      const run: Run = { address, client, cost, slow: asking.slow, begin, state: 'waiting', since: now(), order: entered, ended: [] }
      client.runs.push(run)
      count(run, 'waiting', 1)
      positions = undefined
      admit()
      if (run.state === 'waiting') {
        const why = noRoomToWait(run)
        if (why) {
          drop(run)
          return { ok: false, why }
        }
        changed()
      }
      return {
        ok: true,
        place: {
          get position() {
            return positionOf(run)
          },
          leave: () => leave(run),
        },
      }
    },
    close() {
      closed = true
      const dropped = total.waiting
      for (const { clients } of addresses.values()) for (const client of clients.values()) for (const run of client.runs) drop(run)
      return dropped
    },
    get atWork() {
      return total.atWork
    },
    get waiting() {
      return total.waiting
    },
  }
}
