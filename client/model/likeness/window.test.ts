import { expect, it } from 'vitest'
import type { TraceEvent } from '../../../protocol/events.ts'
import { recorded } from '../testing/recordedEvents.ts'
import { OURS, windowOf } from './window.ts'

const events = recorded('go')
const spelled = (of: readonly TraceEvent[]) => windowOf(of, OURS)?.parent.map(({ call, args, result }) => `${call}(${args.join(', ')}) = ${result}`)
const at = events.findIndex((event) => event.kind === 'enter' && event.task === 1 && event.call === 'read')
const enter = events[at]
const leave = events.find((event) => event.kind === 'leave' && event.task === 1 && event.seq > (enter?.seq ?? 0))

/** The parent's read, which a signal interrupts. */
function interrupted(): TraceEvent[] {
  if (enter?.kind !== 'enter' || leave?.kind !== 'leave') throw new Error('the recording of go has no read of the parent')
  return [enter, { ...leave, result: '? ERESTARTSYS (To be restarted if SA_RESTART is set)', error: 'ERESTARTSYS' }]
}

it('a call that a signal interrupted and the kernel restarted is one call', () => {
  expect(spelled([...events.slice(0, at), ...interrupted(), ...events.slice(at)])).toEqual(spelled(events))
})

it('a call that was interrupted and not restarted stays', () => {
  const window = spelled([...events.slice(0, at), ...interrupted(), ...events.slice(events.indexOf(leave as TraceEvent) + 1)])
  expect(window?.filter((call) => call.includes('ERESTARTSYS'))).toHaveLength(1)
})

it('a thread that a runtime starts meanwhile does not belong to the spawn, and does not end it', () => {
  if (enter?.kind !== 'enter' || leave?.kind !== 'leave') throw new Error('the recording of go has no read of the parent')
  const call = (name: string, args: readonly string[], result: string): TraceEvent[] => [
    { ...enter, call: name, args: [...args] },
    { ...leave, call: name, args: [...args], result, error: null },
  ]
  const start = [
    ...call('rt_sigprocmask', ['SIG_SETMASK', '~[]', '[]', '8'], '0'),
    ...call('clone', ['child_stack=0xc000058000', 'flags=CLONE_VM|CLONE_FS|CLONE_FILES|CLONE_SIGHAND|CLONE_THREAD|CLONE_SYSVSEM|CLONE_SETTLS'], '4713'),
    ...call('rt_sigprocmask', ['SIG_SETMASK', '[]', 'NULL', '8'], '0'),
  ]
  expect(spelled([...events.slice(0, at), ...start, ...events.slice(at)])).toEqual(spelled(events))
})

it('a child that executes only what the runtime starts for itself is not the one asked for', () => {
  const create = events.find((event) => event.kind === 'create')
  const exec = events.filter((event) => 'call' in event && event.call === 'execve')
  if (create?.kind !== 'create' || exec.length < 2) throw new Error('the recording of go has no creation, or no exec')
  const helper = [create, ...exec].map((event) => {
    const moved = { ...event, ...(event.kind === 'create' ? { child: 90, child_pid: 9090 } : { task: 90 }) }
    return ('args' in moved ? { ...moved, args: ['"/usr/lib/helper"', ...moved.args.slice(1)] } : moved) as TraceEvent
  })
  const run = [...helper, ...events]
  expect(windowOf(run, OURS)?.create.child).toBe(90)
  const rules = { ...OURS, own: ['execve\\("/usr/lib/'] }
  expect(windowOf(run, rules)?.create.child).toBe(create.child)
  expect(windowOf(helper, rules)).toBeUndefined()
})
