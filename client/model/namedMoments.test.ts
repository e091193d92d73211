import { expect, it } from 'vitest'
import type { TraceEvent } from '../../protocol/events.ts'
import { type MomentKind, momentAt, type NamedMoment, namedMoments } from './namedMoments.ts'
import { Story } from './story.ts'
import { recorded } from './testing/recordedEvents.ts'

const momentsOf = (events: readonly TraceEvent[]): readonly NamedMoment[] => namedMoments(new Story().follow(events))
const kindsOf = (events: readonly TraceEvent[]): MomentKind[] => momentsOf(events).map(({ kind }) => kind)

it('a child that borrows memory: borrowed, asleep, the window, its own program, awake', () => {
  expect(kindsOf(recorded('rust'))).toEqual(['borrowed', 'asleep', 'window', 'program', 'awake'])
})

it('a child that gets a copy has no window, and nobody sleeps', () => {
  const kinds = kindsOf(recorded('fork'))
  expect(kinds).toContain('copied')
  for (const kind of ['borrowed', 'asleep', 'window', 'awake'] as const) expect(kinds).not.toContain(kind)
})

it('each moment is a step of the story, in order, and the last passed one is found', () => {
  const story = new Story().follow(recorded('go'))
  const moments = namedMoments(story)
  expect(moments.map(({ index }) => index)).toEqual(moments.map(({ index }) => index).toSorted((a, b) => a - b))
  for (const { index, seq } of moments) expect(story.steps[index]?.seq).toBe(seq)
  const [first, second] = moments
  expect(momentAt(moments, (first?.index ?? 0) - 1)).toBeUndefined()
  expect(momentAt(moments, (second?.index ?? 0) - 1)).toBe(first)
  expect(momentAt(moments, story.steps.length)).toBe(moments.at(-1))
})

it('the kernel’s own SIGCHLD is no moment; a signal sent on purpose is, with what becomes of it', () => {
  const ruby = recorded('ruby')
  expect(kindsOf(ruby)).not.toContain('arrived')
  const at = ruby.findIndex(({ kind }) => kind === 'exec')
  const signal = { ...ruby[at], kind: 'signal', pid: 1002, signal: 'SIGUSR1', info: 'before-exec' }
  const sent = ['generated', 'pending', 'delivered'].map((how) => ({ ...signal, how }) as unknown as TraceEvent)
  expect(kindsOf(ruby.toSpliced(at, 0, ...sent)).filter((kind) => ['sent', 'waits', 'arrived'].includes(kind))).toEqual(['sent', 'waits', 'arrived'])
})

it('a handler is told by its counter, and by whose memory holds it', () => {
  const vfork = recorded('vfork')
  const at = vfork.findIndex(({ kind }) => kind === 'exec')
  const ran = (written: number, parent_sees: number): TraceEvent =>
    ({ ...vfork[at], kind: 'memory', what: 'handler', task: 2, parent: 1, address: '0x1', written, child_sees: written, parent_sees }) as unknown as TraceEvent
  const [first, second] = momentsOf(vfork.toSpliced(at, 0, ran(1, 1), ran(2, 2))).filter(({ kind }) => kind === 'handler')
  expect(first).toMatchObject({ before: 0, after: 1, whose: 'parent' })
  expect(second).toMatchObject({ before: 1, after: 2, whose: 'parent' })
  const fork = recorded('fork')
  const where = fork.findIndex(({ kind }) => kind === 'exec')
  expect(momentsOf(fork.toSpliced(where, 0, ran(1, 0))).find(({ kind }) => kind === 'handler')).toMatchObject({ before: 0, after: 1, whose: 'child' })
})

it('a failed exec is a moment, and so is the read by which the parent hears of it', () => {
  const go = recorded('go')
  const call = (seq: number, task: number, name: string, result: string, error: string | null): TraceEvent =>
    ({ seq, ns: seq, task, pid: 1000 + task, phase: 'exec', step: null, kind: 'leave', call: name, args: [], result, error }) as TraceEvent
  const created = go.filter(({ kind }) => kind === 'create' || kind === 'suspend')
  const events = [
    ...created,
    call(200, 2, 'execve', '-1 ENOENT (No such file or directory)', 'ENOENT'),
    call(201, 1, 'read', '8', null),
    call(202, 1, 'read', '8', null),
  ]
  expect(momentsOf(events).slice(2)).toMatchObject([
    { kind: 'failed', errno: 'ENOENT' },
    { kind: 'told', errno: 'ENOENT' },
  ])
})

it('the moments of a story that has grown are found again', () => {
  const events = recorded('rust')
  const story = new Story().follow(events.slice(0, 12))
  expect(namedMoments(story).map(({ kind }) => kind)).toEqual(['borrowed'])
  story.follow(events)
  expect(namedMoments(story)).toHaveLength(5)
})
