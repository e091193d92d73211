/** An imported log that a reader looks at: its starts, one of them as a figure, and all of it for an export. Pure. */
import type { TraceEvent } from '../../../protocol/events.ts'
import type { WindowRules } from '../../../protocol/specimen.ts'
import { type Call, callsOf } from '../likeness/calls.ts'
import { phasedEvents } from '../likeness/phased.ts'
import { windowAt, withoutRestarted } from '../likeness/window.ts'
import { tracedWords } from '../realProgram.ts'
import { matches, type Start, startsOf } from './starts.ts'

export interface LogFigure {
  /** The start that is shown; undefined: the log as it is, because it starts nothing. */
  start: Start | undefined
  events: readonly TraceEvent[]
  /** How many events there are to show. `events` has the first of them. */
  all: number
}

/** What runtimes usually do around a spawn, for a log whose runtime we do not know. */
const ANY: WindowRules = {
  before: ['pipe2?\\(', 'socketpair\\(', 'rt_sigprocmask\\(', 'getres[ug]id\\(', 'mmap\\(NULL, 36864,'],
  after: ['close\\(', 'munmap\\(0x[0-9a-f]+, 36864\\)', 'rt_sigprocmask\\('],
  noise: ['futex\\(', 'nanosleep\\(', 'sched_yield\\(', 'epoll_', 'madvise\\(', 'rt_sigreturn\\(', 'getpid\\(\\)'],
  anyThread: ['waitid\\(', 'wait4\\('],
}
/** A figure of more events is of no use to a reader, and slow. */
const MOST_SHOWN = 4000

export class OpenedLog {
  readonly events: readonly TraceEvent[]
  readonly starts: readonly Start[]
  #calls: readonly Call[] | undefined

  constructor(events: readonly TraceEvent[]) {
    this.events = events
    this.starts = startsOf(events)
  }

  /** The program that a trace of ours started, with its arguments. Empty if the log does not say. */
  get command(): readonly string[] {
    return tracedWords(this.events)
  }

  /** What a reader most probably looks for: the first start whose child runs a program. A run of a strategy is shown as it is, with its own phases. */
  get first(): Start | undefined {
    const [hello] = this.events
    if (hello?.kind === 'hello' && hello.strategy !== null) return undefined
    return this.starts.find(({ program }) => program !== null) ?? this.starts[0]
  }

  /** The rows of the list that a search leaves. */
  found(search: string): readonly Start[] {
    return search.trim() === '' ? this.starts : this.starts.filter((start) => matches(start, search.trim()))
  }

  figure(start: Start | undefined): LogFigure {
    const events: TraceEvent[] = []
    let all = 0
    for (const event of start ? this.#eventsOf(start) : this.events) {
      if (all < MOST_SHOWN) events.push(event)
      all += 1
    }
    return { start, events, all }
  }

  #eventsOf({ seq }: Start): Iterable<TraceEvent> {
    const create = this.events[seq]
    if (!create) return []
    if (create.kind !== 'create') return this.#lifeOf(create.task)
    this.#calls ??= withoutRestarted(callsOf(this.events))
    const window = windowAt(this.events, this.#calls, create, ANY, MOST_SHOWN)
    return window ? phasedEvents(this.events, window, 'with threads') : this.#lifeOf(create.child)
  }

  /** The log does not show the call that made the child: the child's life alone. */
  #lifeOf(task: number): readonly TraceEvent[] {
    return this.events.filter(
      (event) => event.kind === 'hello' || event.kind === 'end' || event.task === task || (event.kind === 'create' && event.child === task),
    )
  }
}
