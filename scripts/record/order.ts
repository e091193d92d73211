/**
 * The canonical order of a run. Each task's events keep their order; between tasks only real waiting counts. After fork
 * parent and child race, so two recordings would differ. Here the parent goes first until it must wait.
 * Pure.
 */
import type { TraceEvent } from '../../protocol/events.ts'

const REAPS = new Set(['wait4', 'waitid'])
const SIGCHLD = 1n << 16n
const READS = new Set(['read', 'recvfrom', 'recvmsg'])

export function canonicalOrder(events: readonly TraceEvent[]): TraceEvent[] {
  const settled = withSignalAfterWait(events)
  const queues = new Map<number, TraceEvent[]>()
  for (const event of settled) queues.set(event.task, [...(queues.get(event.task) ?? []), event])
  const waits = waitsOf(settled)
  const done = new Set<TraceEvent>()
  const out: TraceEvent[] = []
  const order = [...queues.keys()].toSorted((a, b) => a - b)
  const tail = queues.get(0)?.findLast(({ kind }) => kind === 'end')
  for (;;) {
    const next = order
      .map((task) => queues.get(task)?.[0])
      .find((event) => event && event !== tail && (waits.get(event) ?? []).every((other) => done.has(other)))
    if (!next) break
    queues.get(next.task)?.shift()
    done.add(next)
    out.push(next)
  }
  if (tail) out.push(tail)
  if (out.length !== events.length) throw new Error(`the order of a run has a circle: ${out.length} of ${events.length} events placed`)
  return out
}

/** The events of other tasks that an event must come after. */
function waitsOf(events: readonly TraceEvent[]): Map<TraceEvent, TraceEvent[]> {
  const waits = new Map<TraceEvent, TraceEvent[]>()
  const after = (event: TraceEvent | undefined, other: TraceEvent | undefined): void => {
    if (event && other && event.task !== other.task) waits.set(event, [...(waits.get(event) ?? []), other])
  }
  const ofChild = (child: number, kind: TraceEvent['kind']): TraceEvent | undefined => events.find((event) => event.task === child && event.kind === kind)
  for (const [at, event] of events.entries()) {
    if (event.kind === 'create')
      after(
        events.find(({ task }) => task === event.child),
        event,
      )
    // The tracer looks at the new child first, then at its suspended parent.
    if (event.kind === 'suspend')
      after(
        event,
        events.findLast((other) => other.task === event.child && 'stage' in other && other.stage === 'child-start'),
      )
    if (event.kind === 'resume') after(event, ofChild(event.child, event.ended_by))
    if (event.kind === 'signal' && event.signal === 'SIGCHLD')
      after(
        event,
        events.slice(0, at).findLast(({ kind, task }) => kind === 'exit' && task !== event.task),
      )
    if (event.kind !== 'leave') continue
    if (REAPS.has(event.call) && event.error === null)
      after(
        event,
        events.slice(0, at).findLast(({ kind, task }) => kind === 'exit' && task !== event.task),
      )
    // End of file comes from exec, an errno from a write.
    if (READS.has(event.call))
      after(
        event,
        events.slice(0, at).findLast((other) => other.task !== event.task && (other.kind === 'exec' || (other.kind === 'leave' && other.call === 'write'))),
      )
  }
  return waits
}

/** When the parent gets SIGCHLD depends on scheduling, so the signal moves behind the call that reaps the child. */
function withSignalAfterWait(events: readonly TraceEvent[]): TraceEvent[] {
  const out = [...events]
  for (const event of events) {
    if (event.kind !== 'signal' || event.signal !== 'SIGCHLD') continue
    const own = events.filter(({ task }) => task === event.task)
    // If a handler runs, its return moves too.
    const after = own.slice(own.indexOf(event) + 1)
    const another = after.findIndex(({ kind }) => kind === 'signal')
    const meanwhile = after.slice(0, another < 0 ? after.length : another)
    const handler = meanwhile.filter((next) => (next.kind === 'enter' || next.kind === 'leave') && next.call === 'rt_sigreturn').slice(0, 2)
    const block = [event, ...handler]
    const wait = own.findLast((other) => other.kind === 'leave' && REAPS.has(other.call) && other.error === null)
    if (!wait) continue
    // Signal sets read right after the wait show it as pending or not, by chance.
    const looked = own.slice(own.indexOf(wait) + 1).filter(({ kind }) => kind !== 'signal')
    const looks = looked.slice(
      0,
      Math.max(
        0,
        // What has a stage was seen at a stop, not done by the task.
        looked.findIndex((event) => !('stage' in event)),
      ),
    )
    const pending = looks.some((look) => look.kind === 'passport' && (BigInt(`0x${look.SigPnd}`) | BigInt(`0x${look.ShdPnd}`)) & SIGCHLD)
    const before = (pending ? looks.at(-1) : undefined) ?? wait
    for (const one of block) out.splice(out.indexOf(one), 1)
    out.splice(out.indexOf(before) + 1, 0, ...block)
  }
  return out
}
