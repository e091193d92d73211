/**
 * A log as steps for the reader: a call with its return is one step, a row of equal calls is one step with a count, and a
 * fact (create, exec, signal …) is one step. A reading of /proc belongs to the step before it. The story grows with the
 * log, event by event.
 */
import type { EventOf, TraceEvent } from '../../protocol/events.ts'
import type { Phase } from '../../protocol/phases.ts'
import { after, BEFORE_ALL, type Moment } from './moment.ts'
import { lineMark } from './sourceLine.ts'
import { keyNote } from './terminalKeys.ts'

interface StepBase {
  index: number
  /** The first and the last event of this step, without the readings of /proc that follow it. */
  seq: number
  lastSeq: number
  ns: number
  task: number
  phase: Phase | null
  /** The step in the strategy's C file. It links code and event. */
  mark: string | null
  /** Everything known after this step. */
  moment: Moment
}

export interface CallStep extends StepBase {
  kind: 'call'
  /** `whole`: entry and return. `enter`: other tasks act before the return. `leave`: the return. */
  part: 'whole' | 'enter' | 'leave'
  call: string
  args: readonly string[]
  /** What strace prints after "= "; null before the return. */
  result: string | null
  error: string | null
}
export interface FoldStep extends StepBase {
  kind: 'fold'
  call: string
  /** At least FOLD_FROM of them. */
  calls: CallStep[]
}
/** Of the notes, those on a key that was pressed, and on the job that went on. */
type Fact = EventOf<'decide' | 'create' | 'suspend' | 'sample' | 'resume' | 'exec' | 'exit' | 'signal' | 'memory' | 'output' | 'finding' | 'note'>
export interface FactStep extends StepBase {
  kind: 'fact'
  event: Fact
}
export type Step = CallStep | FoldStep | FactStep

/** Something that was done at the terminal, so by no task of the run. */
export const isAtTerminal = (step: Step): boolean => step.kind === 'fact' && step.event.kind === 'note'

/** This many calls of one name in a row, or more, become one step. */
export const FOLD_FROM = 3

export class Story {
  readonly steps: Step[] = []
  #moment: Moment = BEFORE_ALL
  /** By task: the line that led to its last call. */
  readonly #lines = new Map<number, string>()
  #taken = 0

  /** Adds the new events of the log. */
  follow(events: readonly TraceEvent[]): this {
    for (; this.#taken < events.length; this.#taken += 1) {
      const event = events[this.#taken]
      if (event) this.#take(event)
    }
    return this
  }

  /** How many events the story has read. */
  get taken(): number {
    return this.#taken
  }

  /** The index of the step that holds the event, or of the last step before it; 0 if there is none. */
  at(seq: number): number {
    let low = 0
    let high = this.steps.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.steps[middle]?.seq ?? 0) <= seq) low = middle
      else high = middle - 1
    }
    return Math.max(low, 0)
  }

  #take(event: TraceEvent): void {
    this.#moment = after(this.#moment, event)
    switch (event.kind) {
      case 'enter':
        this.#push(this.#call(event, 'enter', null, null))
        break
      case 'leave':
        this.#leave(event)
        break
      case 'sample':
        this.#sample(event)
        break
      case 'decide':
      case 'create':
      case 'suspend':
      case 'resume':
      case 'exec':
      case 'exit':
      case 'signal':
      case 'memory':
      case 'output':
      case 'finding':
        this.#push(this.#fact(event))
        break
      case 'note':
        if (isAct(event)) this.#push(this.#fact(event))
        break
      case 'hello':
      case 'passport':
      case 'usage':
      case 'threads':
      case 'descriptors':
      case 'session':
      case 'end':
        break
      default:
        event satisfies never
    }
    const last = this.steps.at(-1)
    if (last) last.moment = this.#moment
  }

  /** A step of the strategy's code, or else the line of the program's own sources that led to the call under way. */
  #markOf(event: { task: number; step: string | null } & Pick<Partial<EventOf<'enter'>>, 'where'> & { kind: string }): string | null {
    if (event.kind === 'enter') {
      const [line] = event.where ?? []
      if (line) this.#lines.set(event.task, lineMark(line))
      else this.#lines.delete(event.task)
    }
    return event.step ?? this.#lines.get(event.task) ?? null
  }

  /** Written out: the engine reads and writes what a spread has made ten times as slowly. */
  #call(event: EventOf<'enter' | 'leave'>, part: CallStep['part'], result: string | null, error: string | null): CallStep {
    const { seq, ns, task, phase, call, args } = event
    const mark = this.#markOf(event)
    return { index: this.steps.length, seq, lastSeq: seq, ns, task, phase, mark, moment: this.#moment, kind: 'call', part, call, args, result, error }
  }

  #fact(event: Fact): FactStep {
    const { seq, ns, task, phase } = event
    return { index: this.steps.length, seq, lastSeq: seq, ns, task, phase, mark: this.#markOf(event), moment: this.#moment, kind: 'fact', event }
  }

  #push(step: Step): void {
    this.steps.push(step)
  }

  /** While the child is held, the helper looks at the parent again and again. Looks without a change are one step. */
  #sample(event: EventOf<'sample'>): void {
    const last = this.steps.at(-1)
    if (last?.kind === 'fact' && last.event.kind === 'sample' && last.task === event.task && last.event.state === event.state) {
      last.event = event
      last.lastSeq = event.seq
    } else this.#push(this.#fact(event))
  }

  #leave(event: EventOf<'leave'>): void {
    const last = this.steps.at(-1)
    if (last?.kind === 'call' && last.part === 'enter' && last.task === event.task && last.call === event.call) {
      last.args = event.args
      last.result = event.result
      last.error = event.error
      last.part = 'whole'
      last.lastSeq = event.seq
      this.#fold(last)
    } else this.#push(this.#call(event, 'leave', event.result, event.error))
  }

  /** The third equal call in a row turns the three into a fold. Later calls join it. */
  #fold(last: CallStep): void {
    const { steps } = this
    const before = steps.at(-2)
    if (before?.kind === 'fold' && before.call === last.call && alike(before, last)) {
      before.calls.push(last)
      before.lastSeq = last.lastSeq
      steps.pop()
      return
    }
    const run = steps.slice(-FOLD_FROM)
    const [first] = run
    const equal = run.every((step): step is CallStep => step.kind === 'call' && step.part === 'whole' && step.call === last.call && alike(step, last))
    if (!first || run.length < FOLD_FROM || !equal) return
    steps.length -= FOLD_FROM
    const { index, seq, ns, task, phase, mark } = first
    steps.push({ kind: 'fold', index, seq, lastSeq: last.lastSeq, ns, task, phase, mark, moment: last.moment, call: last.call, calls: run })
  }
}

/** A key was pressed, or the job went on. */
function isAct(event: EventOf<'note'>): boolean {
  const note = keyNote(event)
  return note !== null && note.is !== 'not-pressed'
}

function alike(a: Step, b: Step): boolean {
  return a.task === b.task && a.mark === b.mark && a.phase === b.phase
}
