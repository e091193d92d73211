import { expect, it } from 'vitest'
import type { TraceEvent } from '../../protocol/events.ts'
import { ledBy, lineCounts, lineMark, lineOf } from './sourceLine.ts'

/** Only what is counted. */
const event = (kind: string, task: number, more: object = {}): TraceEvent => ({ kind, task, ...more }) as unknown as TraceEvent
const enter = (task: number, ...lines: [string, number][]): TraceEvent =>
  event('enter', task, { call: 'read', ...(lines.length > 0 && { where: lines.map(([file, line]) => ({ file, line, function: 'f' })) }) })

it('a line is a mark and back; a step of a strategy is none', () => {
  expect(lineOf(lineMark({ file: 'main.c', line: 12 }))).toEqual({ file: 'main.c', line: 12 })
  for (const none of [null, '', 'block_signals', 'main.c']) expect(lineOf(none)).toBeUndefined()
})

it('counts the calls of the innermost line, by file', () => {
  const events = [event('exec', 1), enter(1), enter(1, ['part.c', 3], ['main.c', 9]), enter(1, ['main.c', 9]), enter(1, ['main.c', 9])]
  expect(lineCounts(events, 'main.c')).toEqual({ lines: new Map([[9, 2]]), known: true, others: new Map([['read', 1]]) })
  expect(lineCounts(events, 'part.c')).toEqual({ lines: new Map([[3, 1]]), known: true, others: new Map([['read', 1]]) })
})

it('the calls of a program that was started are neither a line’s nor the runtime’s', () => {
  const events = [
    event('exec', 1),
    event('create', 1, { child: 2 }),
    enter(2),
    event('exec', 2),
    enter(2),
    event('create', 2, { child: 3 }),
    enter(3),
    enter(1, ['main.c', 4]),
    // The program may become another itself.
    event('exec', 1),
    enter(1),
  ]
  expect(lineCounts(events, 'main.c')).toEqual({ lines: new Map([[4, 1]]), known: true, others: new Map([['read', 1]]) })
})

it('the runtime’s calls are told apart, the most frequent first; without any line nothing is known', () => {
  const called = (call: string): TraceEvent => event('enter', 1, { call })
  const events = [event('exec', 1), called('brk'), called('mmap'), called('mmap')]
  const counts = lineCounts(events, 'main.c')
  expect([...counts.others]).toEqual([
    ['mmap', 2],
    ['brk', 1],
  ])
  expect(counts).toMatchObject({ lines: new Map(), known: false })
})

it('each event of the program has the lines that led to it, or the runtime; a return has those of its call', () => {
  const where = [{ file: 'main.c', line: 4, function: 'f' }]
  const events = [
    event('exec', 1),
    event('enter', 1, { call: 'brk' }),
    event('leave', 1),
    event('enter', 1, { call: 'clone', where }),
    event('create', 1, { child: 2, where }),
    event('sample', 1),
    event('leave', 1),
    event('exec', 2, { where }),
    event('enter', 2, { call: 'brk' }),
  ].map((one, seq) => ({ ...one, seq }))
  expect([...ledBy(events)]).toEqual([
    [0, 'runtime'],
    [1, 'runtime'],
    [2, 'runtime'],
    [3, where],
    [4, where],
    [5, where],
    [6, where],
    [7, where],
  ])
  expect(ledBy(events.slice(0, 3))).toEqual(new Map())
})
