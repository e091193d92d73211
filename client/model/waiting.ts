/** A child that stands until a person lets it go: where, since when, what its parent does, and what became of each signal sent meanwhile. Pure. */
import type { EventOf, MOMENTS, TraceEvent } from '../../protocol/events.ts'
import { RELEASED, RELEASES, type Release, WAITING } from '../../protocol/notes.ts'
import { listAt } from './listAt.ts'

type Moment = (typeof MOMENTS)[number]

export interface SentByHand {
  signal: string
  /** The task that it was sent to. */
  task: number
  seq: number
  /** `waits`: nothing is known yet, or the kernel says that it is pending. `handled`: a handler has run. `killed`: it ended the task. */
  fate: 'sent' | 'waits' | 'delivered' | 'ignored' | 'handled' | 'killed'
  /** For `handled`: the counter of the handler, as the task and its parent see it. */
  counter: { task: number; own: number; parents: number } | null
}

export interface Waiting {
  /** The task that stands. */
  task: number
  at: Moment
  mostMs: number
  seq: number
  /** The task that is looked at meanwhile. */
  parent: number
  /** What /proc said of it last; null before the first look. */
  look: { state: string; wchan: string | null } | null
  /** It ended while its child stood. */
  parentEnded: boolean
  sent: SentByHand[]
  released: { how: Release; afterMs: number; seq: number } | null
}

/** The latest such hold of a run; null if there was none. */
export function waitingOf(events: readonly TraceEvent[]): Waiting | null {
  // Only the latest counts, so that its parent is looked for once.
  const at = events.findLastIndex((event) => event.kind === 'note' && event.code === WAITING)
  const note = events[at]
  if (note?.kind !== 'note') return null
  const waiting = begun(note, events)
  const fates = new Fates()
  for (const event of events.slice(at + 1)) take(waiting, event, note.ns, fates)
  return waiting
}

function begun({ task, seq, text }: EventOf<'note'>, events: readonly TraceEvent[]): Waiting {
  const [at = '', ms = ''] = text.split(' ')
  const parent = events.find((event): event is EventOf<'create'> => event.kind === 'create' && event.child === task)?.task ?? task
  const ended = events.some((event) => event.kind === 'exit' && event.task === parent && event.seq < seq)
  return { task, at: at as Moment, mostMs: Number(ms) || 0, seq, parent, look: null, parentEnded: ended, sent: [], released: null }
}

function take(waiting: Waiting, event: TraceEvent, sinceNs: number, fates: Fates): void {
  switch (event.kind) {
    case 'note':
      if (event.code.startsWith(RELEASED)) waiting.released ??= { how: releaseOf(event.code), afterMs: (event.ns - sinceNs) / 1e6, seq: event.seq }
      return
    case 'sample':
      if (event.held === waiting.task) waiting.look = { state: event.state, wchan: event.wchan }
      return
    case 'signal':
      return takeSignal(waiting, event, fates)
    case 'memory':
      if (event.what === 'handler') fates.settle(event.task, ['delivered'], { fate: 'handled', counter: counterOf(event) })
      return
    case 'exit':
      if (event.task === waiting.parent && !waiting.released) waiting.parentEnded = true
      if (event.signal) fates.settle(event.task, ['sent', 'waits', 'delivered'], { fate: 'killed' }, event.signal)
  }
}

function releaseOf(code: string): Release {
  return RELEASES.find((one) => code === RELEASED + one) ?? 'end'
}

/** Only what was sent while the child stood: the rest of the run has signals of its own. */
function takeSignal(waiting: Waiting, { how, signal, task, seq }: EventOf<'signal'>, fates: Fates): void {
  if (how === 'generated') {
    if (waiting.released) return
    const one: SentByHand = { signal, task, seq, fate: 'sent', counter: null }
    waiting.sent.push(one)
    fates.add(one)
  } else if (how === 'pending') fates.settle(task, ['sent'], { fate: 'waits' }, signal)
  else if (how === 'delivered' || how === 'ignored') fates.settle(task, ['sent', 'waits'], { fate: how }, signal)
}

/** The signals that were sent, by task, fate and name. */
class Fates {
  readonly #lists = new Map<string, SentByHand[]>()

  add(one: SentByHand): void {
    for (const key of [keyOf(one.task, one.fate), keyOf(one.task, one.fate, one.signal)]) listAt(this.#lists, key).push(one)
  }

  /** All that may change so: the same signal twice is one to the kernel. Without a signal: whichever it is. */
  settle(task: number, from: readonly SentByHand['fate'][], change: Partial<SentByHand> & Pick<SentByHand, 'fate'>, signal?: string): void {
    for (const fate of from) {
      const key = keyOf(task, fate, signal)
      const list = this.#lists.get(key) ?? []
      this.#lists.delete(key)
      for (const one of list) {
        // It stands in two lists, and may have been changed by way of the other.
        if (one.fate !== fate) continue
        Object.assign(one, change)
        this.add(one)
      }
    }
  }
}

const keyOf = (task: number, fate: SentByHand['fate'], signal = ''): string => `${task} ${fate} ${signal}`

const counterOf = ({ task, child_sees, parent_sees }: EventOf<'memory'>): NonNullable<SentByHand['counter']> => ({
  task,
  own: child_sees,
  parents: parent_sees,
})
