import { expect, it } from 'vitest'
import type { TraceEvent } from '../../protocol/events.ts'
import { waitingOf } from './waiting.ts'

let seq = 0
const line = (ns = 0) => ({ seq: seq++, ns, phase: null, step: null })
const create = { ...line(), kind: 'create', task: 1, child: 2 } as unknown as TraceEvent
const note = (code: string, text: string, ns = 0): TraceEvent => ({ ...line(ns), kind: 'note', task: 2, code, text })
const signal = (name: string, how: 'generated' | 'pending' | 'delivered' | 'ignored', task = 1): TraceEvent => ({
  ...line(),
  kind: 'signal',
  task,
  pid: 7,
  signal: name,
  how,
  info: 'child-start',
})
const sample = (state: string): TraceEvent => ({ ...line(), kind: 'sample', task: 1, pid: 7, held: 2, state, wchan: null, threads: 0, progress: 0 })
const handler = (task: number, own: number, parents: number): TraceEvent => ({
  ...line(),
  kind: 'memory',
  task,
  parent: 1,
  what: 'handler',
  address: '0x1',
  written: own,
  child_sees: own,
  parent_sees: parents,
})
const exit = (task: number, killedBy: string | null): TraceEvent => ({
  ...line(),
  kind: 'exit',
  task,
  pid: 7,
  status: killedBy === null ? 0 : null,
  signal: killedBy,
  core: false,
})
const waits = note('waiting', 'child-start 60000', 1e9)

it('is nothing if no child waits for a person', () => {
  expect(waitingOf([create, sample('D (disk sleep)')])).toBeNull()
})

it('says where the child stands, for how long at most, and what its parent does', () => {
  expect(waitingOf([create, waits, sample('R (running)'), sample('D (disk sleep)')])).toMatchObject({
    task: 2,
    parent: 1,
    at: 'child-start',
    mostMs: 60000,
    look: { state: 'D (disk sleep)' },
    released: null,
  })
})

it('follows each signal that was sent: it waits, is delivered, and its handler runs in a memory', () => {
  const fates = (...events: TraceEvent[]) => waitingOf([create, waits, ...events])?.sent.map(({ fate, counter }) => [fate, counter])
  const sent = signal('SIGINT', 'generated')
  expect(fates(sent)).toEqual([['sent', null]])
  expect(fates(sent, signal('SIGINT', 'pending'))).toEqual([['waits', null]])
  expect(fates(sent, signal('SIGINT', 'ignored'))).toEqual([['ignored', null]])
  const delivered = [sent, signal('SIGINT', 'pending'), note('released-by-hand', ''), signal('SIGINT', 'delivered')]
  expect(fates(...delivered)).toEqual([['delivered', null]])
  expect(fates(...delivered, handler(1, 1, 1))).toEqual([['handled', { task: 1, own: 1, parents: 1 }]])
  expect(fates(...delivered, exit(1, 'SIGINT'))).toEqual([['killed', null]])
  expect(fates(signal('SIGINT', 'generated', 2), signal('SIGINT', 'delivered', 2), handler(2, 1, 0))).toEqual([['handled', { task: 2, own: 1, parents: 0 }]])
})

it('counts only what was sent while the child stood', () => {
  const before = signal('SIGHUP', 'generated')
  const after = [note('released-by-time', '', 61e9), signal('SIGHUP', 'generated')]
  const found = waitingOf([create, before, waits, ...after])
  expect(found?.sent).toEqual([])
  expect(found?.released).toMatchObject({ how: 'time', afterMs: 60000 })
})

it('notices that the parent ends while the child stands, not afterwards', () => {
  expect(waitingOf([create, waits, exit(1, 'SIGKILL')])?.parentEnded).toBe(true)
  expect(waitingOf([create, waits, note('released-by-hand', ''), exit(1, null)])?.parentEnded).toBe(false)
})
