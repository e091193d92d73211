import { expect, it } from 'vitest'
import type { EventOf, TraceEvent } from '../../protocol/events.ts'
import { namedMoments } from './namedMoments.ts'
import { Story } from './story.ts'
import { addLine, type LineWords, NO_LINES } from './straceLines.ts'
import { keyNote } from './terminalKeys.ts'

const line = { ns: 0, phase: null, step: null }
const note = (seq: number, code: string, text: string): TraceEvent => ({ ...line, seq, kind: 'note', task: 1, code, text })
const signal = (seq: number, task: number, name: string, how: EventOf<'signal'>['how']): TraceEvent => ({
  ...line,
  seq,
  kind: 'signal',
  task,
  pid: 1000 + task,
  signal: name,
  how,
  info: 'running',
})
const momentsOf = (...events: TraceEvent[]) => namedMoments(new Story().follow(events)).map(({ index: _, seq: __, task: ___, ...detail }) => detail)

it('what is done at the terminal is a step; a key that was not pressed is none', () => {
  const steps = (...events: TraceEvent[]) => new Story().follow(events).steps.length
  expect(steps(note(0, 'pressed', 'ctrl-z running'), note(1, 'continued', 'SIGCONT'))).toBe(2)
  expect(steps(note(0, 'not-pressed', 'the run did not come to that moment'), note(1, 'steps', 'fork wait'))).toBe(0)
})

it('the terminal sends the signal of its key; any other is the tracer’s', () => {
  expect(
    momentsOf(
      signal(0, 2, 'SIGINT', 'generated'),
      note(1, 'pressed', 'ctrl-c running'),
      signal(2, 2, 'SIGINT', 'generated'),
      signal(3, 2, 'SIGUSR1', 'generated'),
    ),
  ).toEqual([
    { kind: 'sent', signal: 'SIGINT', by: 'tracer' },
    { kind: 'pressed', key: 'ctrl-c' },
    { kind: 'sent', signal: 'SIGINT', by: 'terminal' },
    { kind: 'sent', signal: 'SIGUSR1', by: 'tracer' },
  ])
})

it('a signal waits because it is blocked, or because the parent sleeps in vfork', () => {
  const calls: TraceEvent = { ...line, seq: 0, kind: 'enter', task: 1, pid: 1001, call: 'vfork', args: [] }
  const asleep: TraceEvent = { ...line, seq: 1, kind: 'suspend', task: 1, pid: 1001, child: 2, state: 'D (disk sleep)', wchan: null }
  const waits = (events: TraceEvent[]) => momentsOf(...events).filter(({ kind }) => kind === 'waits')
  expect(waits([calls, asleep, signal(2, 1, 'SIGINT', 'pending'), signal(3, 2, 'SIGINT', 'pending')])).toEqual([
    { kind: 'waits', signal: 'SIGINT', asleep: true },
    { kind: 'waits', signal: 'SIGINT', asleep: false },
  ])
})

it('a note on an unknown key says nothing', () => expect(keyNote({ code: 'pressed', text: 'toString running' })).toBeNull())

it('a line of the terminal about a key names no task', () => {
  const words = { pressed: { 'ctrl-c': 'PRESSED', 'ctrl-z': '', hangup: '' } } as LineWords
  const [, text] = addLine(NO_LINES, note(7, 'pressed', 'ctrl-c running'), words)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of a terminal.
  expect(text.replace(/\u001b\[\d+m/g, '').trim()).toBe('7         ### PRESSED')
})
