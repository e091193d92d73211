import { expect, it } from 'vitest'
import type { TraceEvent } from '../../protocol/events.ts'
import { ownEndOf } from './ownEnd.ts'

/** Only what tells of an end. */
const event = (kind: string, more: object): TraceEvent => ({ kind, ...more }) as unknown as TraceEvent
const end = (outcome: string, why = ''): TraceEvent => event('end', { task: 0, outcome, why })
const exit = (task: number, status: number | null, signal: string | null = null): TraceEvent => event('exit', { task, status, signal })
/** The program is task 2, and its child 3. */
const begun = [event('hello', { task: 0 }), event('exec', { task: 2 }), event('exec', { task: 3 })]

it('is what the program itself left, not its child', () => {
  expect(ownEndOf([...begun, exit(2, 3), exit(3, 0), end('traced')])).toEqual({ is: 'status', status: 3 })
  expect(ownEndOf([...begun, exit(3, 0), exit(2, null, 'SIGSEGV'), end('traced')])).toEqual({ is: 'signal', signal: 'SIGSEGV' })
})

it('a limit of the server comes before the SIGKILL that carries it out', () => {
  const killed = [...begun, exit(3, null, 'SIGKILL'), exit(2, null, 'SIGKILL')]
  expect(ownEndOf([...killed, end('timeout', 'it took longer than --timeout 8000 ms; give it more, up to 86400000')])).toEqual({ is: 'time', seconds: 8 })
  expect(ownEndOf([...killed, end('event-limit', 'it exceeded --max-events 20000; give it more')])).toEqual({ is: 'events', most: 20_000 })
})

it('a trace without its end is cut', () => {
  expect(ownEndOf([])).toEqual({ is: 'cut' })
  expect(ownEndOf([...begun, exit(2, 0)])).toEqual({ is: 'cut' })
  expect(ownEndOf([...begun, end('traced')])).toEqual({ is: 'cut' })
})
