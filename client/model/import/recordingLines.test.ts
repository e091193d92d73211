/** Recordings that are whole, cut, torn and mixed with what a server puts in. */
import { expect, it } from 'vitest'
import { recorded } from '../testing/recordedEvents.ts'
import { importAny } from './anyLog.ts'
import { OpenedLog } from './openedLog.ts'
import { importRecording, isRecording } from './recordingLines.ts'

const EVENTS = recorded('go')
const lines = EVENTS.map((event) => JSON.stringify(event))
const text = (...all: string[]): string => `${all.join('\n')}\n`

it('a recording is known by its first line, whatever stands before it', () => {
  expect(isRecording(text(...lines))).toBe(true)
  expect(isRecording(`\u{feff}\r\n\n${text(...lines)}`)).toBe(true)
  expect(isRecording('40 execve("/bin/true", ["{"], 0x0 /* 0 vars */) = 0\n')).toBe(false)
  expect(isRecording('')).toBe(false)
})

it('a whole recording is read as it was written', () => {
  expect(importAny(text(...lines))).toEqual({ events: EVENTS, errors: [], notes: [] })
  expect(importAny(lines.join('\r\n'))).toEqual({ events: EVENTS, errors: [], notes: [] })
})

it('a line that is no event is told by its number, and the events after it are found by their places', () => {
  const torn = [...lines.slice(0, 4), 'Hello from the program!', '{"seq":4', ...lines.slice(5)]
  const { events, errors, notes } = importRecording(text(...torn))
  expect(errors.map(({ line, why }) => [line, why])).toEqual([
    [5, 'no-event'],
    [6, 'no-event'],
  ])
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at))
  expect(events).toHaveLength(EVENTS.length - 1)
  expect(notes).toEqual([])
})

it('a recording that is cut off says so', () => {
  const { events, errors, notes } = importRecording(text(...lines).slice(0, -80))
  expect(events).toHaveLength(EVENTS.length - 1)
  expect(errors.map(({ why }) => why)).toEqual(['cut'])
  expect(notes).toEqual([{ code: 'no-end', lines: [lines.length], count: 1 }])
})

it('what the server put in is a note, and no error', () => {
  const gap = '{"kind":"gap","code":"bad_json","field":"","line":"x"}'
  const refused = '{"kind":"refusal","code":"time_limit","message":"m","cure":"c","field":""}'
  const { errors, notes } = importRecording(text(...lines, gap, refused))
  expect(errors).toEqual([])
  expect(notes).toEqual([{ code: 'gap', lines: [lines.length + 1, lines.length + 2], count: 2 }])
})

it('the share that is read only grows', () => {
  const shares: number[] = []
  importRecording(text(...Array.from({ length: 400 }, () => lines).flat()), (share) => shares.push(share))
  expect(shares.length).toBeGreaterThan(1)
  expect(shares).toEqual(shares.toSorted((one, other) => one - other))
})

it('a run of a strategy is shown as it is, with its own phases; a trace by its first start', () => {
  expect(new OpenedLog(EVENTS).first).toBeUndefined()
  const trace = EVENTS.map((event) => (event.kind === 'hello' ? { ...event, strategy: null, argv: ['spawnscope', 'trace', '--', 'make', '-j2'] } : event))
  expect(new OpenedLog(trace).first).toBeDefined()
  expect(new OpenedLog(trace).command).toEqual(['make', '-j2'])
  expect(new OpenedLog(EVENTS).command).toEqual([])
})
