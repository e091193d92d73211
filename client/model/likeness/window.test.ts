import { expect, it } from 'vitest'
import type { TraceEvent } from '../../../protocol/events.ts'
import { recorded } from '../testing/recorded.ts'
import { OURS, windowOf } from './window.ts'

const events = recorded('go')
const spelled = (of: readonly TraceEvent[]) => windowOf(of, OURS)?.parent.map(({ call, args, result }) => `${call}(${args.join(', ')}) = ${result}`)
const at = events.findIndex((event) => event.kind === 'enter' && event.task === 1 && event.call === 'read')
const enter = events[at]
const leave = events.find((event) => event.kind === 'leave' && event.task === 1 && event.seq > (enter?.seq ?? 0))

/** The read of the parent, interrupted by a signal. */
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
