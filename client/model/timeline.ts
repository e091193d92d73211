/**
 * A story as a picture over its steps: lanes, spans, intervals, arrows, the lives of signals.
 * Every step is one unit wide. The picture shows only the order, because tracing distorts durations. Pure.
 */
import type { EventOf } from '../../protocol/events.ts'
import type { Phase } from '../../protocol/phases.ts'
import { type Counter, countersOf } from './counters.ts'
import { listAt } from './listAt.ts'
import { type MaskWindow, maskWindows } from './maskWindows.ts'
import { isThread } from './moment.ts'
import type { FactStep, Step, Story } from './story.ts'

export interface Lane {
  task: number
  /** A thread of the parent's process. */
  thread: boolean
  /** The task that created it, as far as the log shows. */
  maker: number | null
  /** From the step of its birth to the step of its end. */
  from: number
  to: number
  phases: { phase: Phase; from: number; to: number }[]
}
export interface Span {
  task: number
  step: Step
  /** `to` is exclusive. A whole call is one unit wide; an interrupted call lasts until its return. */
  from: number
  to: number
  call: string
  count: number
  failed: boolean
}
export interface Interval {
  /** `memory` and `stack`: `task` lends them to `other`. `asleep`: `task` waits for `other`. */
  kind: 'asleep' | 'memory' | 'stack'
  task: number
  other: number
  from: number
  to: number
}
export interface Mark {
  kind: 'exec' | 'exit' | 'canary' | 'decide'
  task: number
  at: number
  step: FactStep
}
export interface Arrow {
  kind: 'create' | 'wake' | 'signal'
  from: { task: number; at: number }
  to: { task: number; at: number }
  label: string
}
/** One signal on its way to one task. `sent` is null if no event shows the sending. */
export interface SignalLife {
  signal: string
  task: number
  sent: number | null
  pending: number | null
  end: { at: number; how: 'delivered' | 'ignored' | 'stopped' } | null
}
export interface TimelineModel {
  length: number
  lanes: Lane[]
  spans: Span[]
  intervals: Interval[]
  marks: Mark[]
  arrows: Arrow[]
  signals: SignalLife[]
  masks: MaskWindow[]
  /** The threads of --threads. They make no system call; they only count. */
  counters: Counter[]
}

/** Caches the timeline of each story. An entry is valid until the story grows. */
const known = new WeakMap<Story, { taken: number; model: TimelineModel }>()

export function timelineOf(story: Story): TimelineModel {
  const before = known.get(story)
  if (before?.taken === story.taken) return before.model
  const parts = partsOf(story)
  for (;;) {
    const { done, value } = parts.next()
    if (done) return value
  }
}

/** Computes the same in small pieces, before the page shows a long story. Afterwards timelineOf returns the cached result. */
export function* timelineAhead(story: Story): Generator<void, void> {
  const { taken } = story
  known.set(story, { taken, model: yield* partsOf(story) })
}

function* partsOf({ steps }: Story): Generator<void, TimelineModel> {
  const lanes = lanesOf(steps)
  yield
  const spans = spansOf(steps)
  yield
  const masks = maskWindows(steps)
  yield
  const counters = countersOf(steps)
  yield
  const facts = steps.filter((step): step is FactStep => step.kind === 'fact')
  const length = steps.length
  return {
    length,
    lanes,
    spans,
    intervals: intervalsOf(steps, length),
    marks: facts.flatMap(markOf),
    arrows: arrowsOf(facts),
    signals: signalLives(facts),
    masks,
    counters,
  }
}

function lanesOf(steps: readonly Step[]): Lane[] {
  const lanes = new Map<number, Lane>()
  for (const step of steps) {
    for (const task of [step.task, ...(step.kind === 'fact' && step.event.kind === 'create' ? [step.event.child] : [])]) {
      const lane = lanes.get(task) ?? { task, thread: false, maker: null, from: step.index, to: step.index, phases: [] }
      lanes.set(task, lane)
      lane.to = step.index + 1
      // The creation is a step of the parent, so the child's phases begin with its own first step.
      if (task === step.task && step.phase !== null) extend(lane, step.phase, step.index)
    }
  }
  for (const { task, thread, parent, life } of steps.at(-1)?.moment.tasks ?? []) {
    const lane = lanes.get(task)
    if (!lane) continue
    Object.assign(lane, { thread, maker: parent })
    // A waiting thread makes no step. It lives until the log shows its end, or its process ends.
    if (thread && life !== 'ended') lane.to = lanes.get(1)?.to ?? lane.to
  }
  return [...lanes.values()].sort((a, b) => a.task - b.task)
}

function extend({ phases }: Lane, phase: Phase, index: number): void {
  const last = phases.at(-1)
  if (last?.phase === phase) last.to = index + 1
  else {
    if (last) last.to = index
    phases.push({ phase, from: index, to: index + 1 })
  }
}

function spansOf(steps: readonly Step[]): Span[] {
  const spans: Span[] = []
  const open = new Map<number, Span>()
  for (const step of steps) {
    if (step.kind === 'fact') continue
    if (step.kind === 'fold') {
      spans.push({ task: step.task, step, from: step.index, to: step.index + 1, call: step.call, count: step.calls.length, failed: false })
      continue
    }
    const under = open.get(step.task)
    if (step.part === 'leave' && under?.call === step.call) {
      under.to = step.index + 1
      under.failed = step.error !== null
      open.delete(step.task)
      continue
    }
    const span = { task: step.task, step, from: step.index, to: step.index + 1, call: step.call, count: 1, failed: step.error !== null }
    spans.push(span)
    if (step.part === 'enter') open.set(step.task, span)
  }
  return spans
}

/**
 * What is lent ends with the child's exec or end. A log that shows neither may show that the parent goes on after vfork(2): then
 * the child has given all back.
 */
function intervalsOf(steps: readonly Step[], length: number): Interval[] {
  /** In the order of their beginnings. */
  const open = new Set<Interval>()
  const done: Interval[] = []
  /** The open ones: what each child has been lent, and what each parent sleeps for. */
  const lent = new Map<number, Interval[]>()
  const asleep = new Map<number, Interval[]>()
  const begin = (interval: Interval, by: Map<number, Interval[]>, task: number): void => {
    open.add(interval)
    listAt(by, task).push(interval)
  }
  const close = (at: number, by: Map<number, Interval[]>, task: number): void => {
    for (const interval of by.get(task) ?? []) {
      interval.to = at
      open.delete(interval)
      done.push(interval)
    }
    by.delete(task)
  }
  const suspends = new Map<number, EventOf<'create'>>()
  for (const step of steps) {
    const { index } = step
    if (step.kind !== 'fact') {
      const create = suspends.get(step.task)
      if (step.kind === 'fold' || step.result === null || create?.call !== step.call) continue
      suspends.delete(step.task)
      close(index, lent, create.child)
      continue
    }
    const { event } = step
    switch (event.kind) {
      case 'create': {
        // Threads share memory from birth, so nobody lends anything.
        if (isThread(event)) break
        if (event.suspends) suspends.set(event.task, event)
        const both = { task: event.task, other: event.child, from: index, to: length }
        if (event.shares.memory) begin({ ...both, kind: 'memory' }, lent, event.child)
        if (event.stack === 'same') begin({ ...both, kind: 'stack' }, lent, event.child)
        break
      }
      case 'suspend':
        begin({ kind: 'asleep', task: event.task, other: event.child, from: index, to: length }, asleep, event.task)
        break
      case 'resume':
        close(index, asleep, event.task)
        break
      case 'exec':
      case 'exit':
        close(index, lent, event.task)
        break
      default:
        break
    }
  }
  return [...done, ...open]
}

function markOf(step: FactStep): Mark[] {
  const { kind, task } = step.event
  if (kind === 'exec' || kind === 'exit' || kind === 'decide') return [{ kind, task, at: step.index, step }]
  return step.event.kind === 'memory' && step.event.what === 'canary' ? [{ kind: 'canary', task, at: step.index, step }] : []
}

function arrowsOf(facts: readonly FactStep[]): Arrow[] {
  const pids = new Map<number, number>()
  const ends = new Map<number, number>()
  return facts.flatMap(({ event, index }): Arrow[] => {
    switch (event.kind) {
      case 'create':
        pids.set(event.child_pid, event.child)
        return [{ kind: 'create', from: { task: event.task, at: index }, to: { task: event.child, at: index }, label: event.call }]
      case 'exit':
        ends.set(event.task, index)
        return []
      case 'resume':
        return [{ kind: 'wake', from: { task: event.child, at: index }, to: { task: event.task, at: index }, label: event.ended_by }]
      case 'signal': {
        const sender = pids.get(senderOf(event) ?? -1)
        const at = sender === undefined ? undefined : ends.get(sender)
        if (sender === undefined || at === undefined || event.how === 'generated') return []
        return [{ kind: 'signal', from: { task: sender, at }, to: { task: event.task, at: index }, label: event.signal }]
      }
      default:
        return []
    }
  })
}

/** The kernel's own word for who sent it. */
function senderOf(event: EventOf<'signal'>): number | undefined {
  const [, pid] = /\bsi_pid=(\d+)/.exec(event.info) ?? []
  return pid === undefined ? undefined : Number(pid)
}

function signalLives(facts: readonly FactStep[]): SignalLife[] {
  const lives: SignalLife[] = []
  /** Those without an end, of each signal of each task; the latest last. */
  const underway = new Map<string, SignalLife[]>()
  const ends = new Map<number, number>()
  const pids = new Map<number, number>()
  for (const { event, index } of facts) {
    if (event.kind === 'create') pids.set(event.child_pid, event.child)
    if (event.kind === 'exit') ends.set(event.task, index)
    if (event.kind !== 'signal') continue
    const { signal, task } = event
    const same = listAt(underway, `${task} ${signal}`)
    let life = same.at(-1)
    if (!life || event.how === 'generated') {
      // The child's end sends SIGCHLD, and its siginfo names the child.
      const child = /\bsi_code=CLD_/.test(event.info) ? pids.get(senderOf(event) ?? -1) : undefined
      life = { signal, task, sent: child === undefined ? null : (ends.get(child) ?? null), pending: null, end: null }
      lives.push(life)
      same.push(life)
    }
    if (event.how === 'generated') life.sent = index
    else if (event.how === 'pending') life.pending = index
    else {
      life.end = { at: index, how: event.how }
      same.pop()
    }
  }
  return lives
}
