/** The looks at the parent while its child was held. Joins looks that saw the same. Pure. */
import type { EventOf, TraceEvent } from '../../protocol/events.ts'

export interface HeldLook {
  /** The task that was looked at. */
  task: number
  held: number
  /** /proc's word, "D (disk sleep)". */
  state: string
  wchan: string | null
  looks: number
  fromNs: number
  toNs: number
  /** Steps that the parent's other threads made meanwhile; null if it has no other threads. */
  progress: number | null
  seq: number
}

export function heldLooks(events: readonly TraceEvent[]): HeldLook[] {
  const looks: HeldLook[] = []
  let start = 0
  for (const event of events) {
    if (event.kind !== 'sample') continue
    const last = looks.at(-1)
    if (last && same(last, event)) {
      last.looks += 1
      last.toNs = event.ns
      if (last.progress !== null) last.progress = event.progress - start
      continue
    }
    start = event.progress
    const { task, held, state, wchan, ns, seq } = event
    looks.push({ task, held, state, wchan, looks: 1, fromNs: ns, toNs: ns, progress: event.threads > 0 ? 0 : null, seq })
  }
  return looks
}

function same(look: HeldLook, event: EventOf<'sample'>): boolean {
  return look.task === event.task && look.held === event.held && look.state === event.state && look.wchan === event.wchan
}
