import { describe, expect, it } from 'vitest'
import { decodeEvent } from '../../protocol/decode.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import { canonicalOrder } from './order.ts'

const base = { ns: 0, phase: null, step: null }
const call = (seq: number, task: number, kind: 'enter' | 'leave', name: string): TraceEvent =>
  ok({ seq, ...base, kind, task, pid: 100 + task, call: name, args: [], ...(kind === 'leave' && { result: '0', error: null }) })
const create: TraceEvent = ok({
  seq: 1,
  ...base,
  kind: 'create',
  task: 1,
  child: 2,
  call: 'clone',
  flags: [],
  exit_signal: 'SIGCHLD',
  shares: { memory: false, files: false, fs: false, handlers: false },
  stack: 'copied',
  child_pid: 102,
  by: 'kcmp',
  suspends: false,
  parent_sp: '0x1',
  child_sp: '0x1',
  page_tables_kb: null,
})
const exit: TraceEvent = ok({ seq: 5, ...base, kind: 'exit', task: 2, pid: 102, status: 0, signal: null, core: false })

function ok(given: object): TraceEvent {
  const verdict = decodeEvent(JSON.stringify(given))
  if (!verdict.ok) throw new Error(verdict.field)
  return verdict.value
}

describe('the canonical order', () => {
  const [fork, forked] = [call(0, 1, 'enter', 'clone'), call(2, 1, 'leave', 'clone')]
  const [close, closed] = [call(3, 1, 'enter', 'close'), call(4, 1, 'leave', 'close')]
  const [wait, waited] = [call(6, 1, 'enter', 'wait4'), call(7, 1, 'leave', 'wait4')]
  const [dup, dupped] = [call(8, 2, 'enter', 'dup2'), call(9, 2, 'leave', 'dup2')]
  const one = [fork, create, dup, forked, dupped, close, exit, closed, wait, waited]
  const other = [fork, create, forked, close, closed, wait, dup, dupped, exit, waited]

  it('is the same for two runs that differ in who ran first', () => expect(canonicalOrder(one)).toEqual(canonicalOrder(other)))
  it('lets the parent go first until it must wait', () => expect(canonicalOrder(one)).toEqual(other))
  it('loses nothing and keeps the order of each task', () => {
    for (const task of [1, 2]) expect(canonicalOrder(one).filter((event) => event.task === task)).toEqual(one.filter((event) => event.task === task))
  })
})
