/**
 * Who runs next. Clients take turns: each turn one run of one client, so that a client that asks for
 * twenty waits longer than one that asks for one. Pure but for what it holds; nothing in it waits.
 */

export interface QueueLimits {
  /** Runs at the same time. */
  atOnce: number
  waiting: number
  waitingPerClient: number
  /** What all runs at work may cost together; a run's cost is given when it enters. */
  cost: number
}

/** One run's place, from entering until it is over. */
export interface Place {
  /** 0 at work, 1 next, 2 … */
  readonly position: number
  /** Over, or no longer wanted. Whoever waits moves up. Calling it twice does nothing. */
  leave(): void
}

export type Entered = { ok: true; place: Place } | { ok: false; why: 'queue_full' | 'client_full' | 'too_large' | 'closed' }

export interface Queue {
  /** `begin` is called when the turn has come: at once, inside `enter`, where there is room. */
  enter(client: string, cost: number, begin: () => void): Entered
  /** Takes no more in and drops all that wait; those at work stay. Returns how many were dropped. */
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

/** `changed` is called whenever positions may have changed. */
export function createQueue(limits: QueueLimits, changed: () => void = () => {}): Queue {
  /** In order of turns; a client that is served goes to the end. */
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
      // A dear one at the head waits for room, and the rest with it: else it would never get any.
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
      // Whoever's turn comes earlier has round + 1 runs served before this one, the others `round`.
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
