/**
 * Decides which run is next. Clients take turns, one run a turn, so a client that asks for twenty runs waits
 * longer than one that asks for one. It has no timer and does no I/O; its only state is the queue.
 */

export interface QueueLimits {
  /** Runs at the same time. */
  atOnce: number
  waiting: number
  waitingPerClient: number
  /** What all running runs may cost together. `enter` gets the cost of a run. */
  cost: number
}

/** One run's place, from `enter` until it leaves. */
export interface Place {
  /** 0: running; 1: next; 2 … */
  readonly position: number
  /** Call it when the run is over or cancelled. Waiting runs move up. A second call does nothing. */
  leave(): void
}

export type Entered = { ok: true; place: Place } | { ok: false; why: 'queue_full' | 'client_full' | 'too_large' | 'closed' }

export interface Queue {
  /** Calls `begin` when the run's turn has come: at once, inside `enter`, if there is room. */
  enter(client: string, cost: number, begin: () => void): Entered
  /** Admits no more runs and drops all waiting ones; running ones stay. Returns how many it dropped. */
  close(): number
  readonly atWork: number
  readonly waiting: number
}

interface Waiting {
  client: string
  cost: number
  begin: () => void
  state: 'waiting' | 'working' | 'left'
}

/** Calls `changed` whenever positions may have changed. */
export function createQueue(limits: QueueLimits, changed: () => void = () => {}): Queue {
  /** In order of turns. A client that had its turn goes to the end. */
  const turns = new Map<string, Waiting[]>()
  let atWork = 0
  let costAtWork = 0
  let waiting = 0
  let closed = false

  function admit(): void {
    for (;;) {
      const [client, line] = turns.entries().next().value ?? []
      const next = line?.[0]
      if (client === undefined || !line || !next || atWork >= limits.atOnce) return
      // An expensive run at the head blocks the queue until it fits; otherwise smaller runs would starve it.
      if (atWork > 0 && costAtWork + next.cost > limits.cost) return
      line.shift()
      turns.delete(client)
      if (line.length > 0) turns.set(client, line)
      waiting -= 1
      atWork += 1
      costAtWork += next.cost
      next.state = 'working'
      next.begin()
    }
  }

  function leave(run: Waiting): void {
    if (run.state === 'left') return
    if (run.state === 'working') {
      atWork -= 1
      costAtWork -= run.cost
    } else {
      const line = (turns.get(run.client) ?? []).filter((other) => other !== run)
      if (line.length > 0) turns.set(run.client, line)
      else turns.delete(run.client)
      waiting -= 1
    }
    run.state = 'left'
    admit()
    changed()
  }

  function positionOf(run: Waiting): number {
    if (run.state !== 'waiting') return 0
    const own = turns.get(run.client) ?? []
    const round = own.indexOf(run)
    let before = 0
    let passed = false
    for (const [client, line] of turns) {
      if (client === run.client) passed = true
      // Clients whose turn comes before ours have up to round + 1 runs before this one; the others have up to `round`.
      else before += Math.min(line.length, passed ? round : round + 1)
    }
    return before + round + 1
  }

  return {
    enter(client, cost, begin) {
      if (closed) return { ok: false, why: 'closed' }
      if (cost > limits.cost) return { ok: false, why: 'too_large' }
      const line = turns.get(client) ?? []
      const full = atWork >= limits.atOnce || waiting > 0
      if (full && waiting >= limits.waiting) return { ok: false, why: 'queue_full' }
      if (full && line.length >= limits.waitingPerClient) return { ok: false, why: 'client_full' }
      const run: Waiting = { client, cost, begin, state: 'waiting' }
      turns.set(client, [...line, run])
      waiting += 1
      const place: Place = {
        get position() {
          return positionOf(run)
        },
        leave: () => leave(run),
      }
      admit()
      if (run.state === 'waiting') changed()
      return { ok: true, place }
    },
    close() {
      closed = true
      const dropped = waiting
      for (const line of turns.values()) for (const run of line) run.state = 'left'
      turns.clear()
      waiting = 0
      return dropped
    },
    get atWork() {
      return atWork
    },
    get waiting() {
      return waiting
    },
  }
}
