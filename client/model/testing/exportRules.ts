/** The rules of those who read our exports, as lists of faults: of Chrome's trace format (as Perfetto reads it), asciicast v2, Perfetto's strace text. */
import type { ChromeEvent, ChromeTrace } from '../export/traceEvents.ts'
import { listAt } from '../listAt.ts'

/** What each phase must have besides ph, name, pid and tid. */
const REQUIRED: Record<ChromeEvent['ph'], readonly (keyof ChromeEvent)[]> = {
  X: ['ts', 'dur', 'cat'],
  M: ['args'],
  i: ['ts', 's', 'cat'],
  s: ['ts', 'id', 'cat'],
  f: ['ts', 'id', 'cat', 'bp'],
  T: ['ts', 'dur'],
}
const METADATA = new Set(['process_name', 'process_sort_index', 'thread_name', 'thread_sort_index'])
/** Microseconds are fractions, so sums of them are not exact. */
const ROUNDING = 1e-4

interface Slice {
  from: number
  to: number
}
const laneOf = ({ pid, tid }: ChromeEvent): string => `${pid}/${tid}`

export function chromeFaults({ traceEvents }: ChromeTrace): string[] {
  const faults: string[] = []
  const lanes = new Map<string, Slice[]>()
  const named = { process_name: new Set<number>(), thread_name: new Set<string>() }
  for (const event of traceEvents) {
    const { ph, name, pid, tid, ts = 0, dur = 0 } = event
    for (const field of REQUIRED[ph]) if (event[field] === undefined) faults.push(`${ph} ${name} has no ${field}`)
    for (const number of [pid, tid, ts, dur]) if (!Number.isFinite(number) || number < 0) faults.push(`${ph} ${name} has the number ${number}`)
    if (ph === 'X' && dur <= 0) faults.push(`X ${name} has no length`)
    if (ph === 'X') listAt(lanes, laneOf(event)).push({ from: ts, to: ts + dur })
    if (ph === 'M' && !METADATA.has(name)) faults.push(`M ${name} is unknown`)
    if (ph === 'M' && name === 'process_name') named.process_name.add(pid)
    if (ph === 'M' && name === 'thread_name') named.thread_name.add(laneOf(event))
  }
  for (const [lane, slices] of lanes) {
    for (const at of partlyOver(slices)) faults.push(`${lane}: slices overlap in part at ${at}`)
    if (!named.process_name.has(Number(lane.split('/')[0]))) faults.push(`${lane} is in no named process`)
    if (!lane.startsWith('0/') && !named.thread_name.has(lane)) faults.push(`${lane} has no name`)
  }
  return [...faults, ...arrowFaults(traceEvents, lanes)]
}

/** Where a slice begins inside of another and ends outside of it. */
function partlyOver(slices: readonly Slice[]): number[] {
  const found: number[] = []
  const open: number[] = []
  for (const { from, to } of slices.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    while ((open.at(-1) ?? Number.POSITIVE_INFINITY) <= from + ROUNDING) open.pop()
    const around = open.at(-1)
    if (around !== undefined && to > around + ROUNDING) found.push(from)
    open.push(to)
  }
  return found
}

/** An arrow has one beginning and one end, by cat, name and id, and both lie inside of a slice. */
function arrowFaults(events: readonly ChromeEvent[], lanes: ReadonlyMap<string, readonly Slice[]>): string[] {
  const arrows = new Map<string, ChromeEvent[]>()
  for (const event of events) {
    if (event.ph !== 's' && event.ph !== 'f') continue
    const key = `${event.cat} ${event.name} ${event.id}`
    listAt(arrows, key).push(event)
  }
  const covers = new Map([...lanes].map(([lane, slices]) => [lane, coverOf(slices)]))
  return [...arrows].flatMap(([key, ends]) => {
    const bound = (event: ChromeEvent): boolean => covers.get(laneOf(event))?.(event.ts ?? 0) ?? false
    if (ends.map(({ ph }) => ph).join('') !== 'sf') return [`arrow ${key} has the ends ${ends.map(({ ph }) => ph)}`]
    return ends.filter((event) => !bound(event)).map(({ ph }) => `arrow ${key}: ${ph} lies in no slice`)
  })
}

/** Whether a time lies in one of the slices: by their beginnings, each with the latest end so far. */
function coverOf(slices: readonly Slice[]): (at: number) => boolean {
  const sorted = slices.toSorted((a, b) => a.from - b.from)
  let latest = Number.NEGATIVE_INFINITY
  const ends = sorted.map(({ to }) => {
    latest = Math.max(latest, to)
    return latest
  })
  return (at) => {
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sorted[middle]?.from ?? 0) - ROUNDING <= at) low = middle + 1
      else high = middle
    }
    return at <= (ends[low - 1] ?? Number.NEGATIVE_INFINITY) + ROUNDING
  }
}

export function castFaults(text: string): string[] {
  const [head = '', ...lines] = text.trimEnd().split('\n')
  const header = JSON.parse(head) as Record<string, unknown>
  const faults: string[] = []
  if (header.version !== 2 || !Number.isInteger(header.width) || !Number.isInteger(header.height)) faults.push('the header is none of version 2')
  let before = 0
  for (const line of lines) {
    const [seconds, code, data, ...more] = JSON.parse(line) as [number, string, string]
    if (more.length > 0 || typeof seconds !== 'number' || typeof data !== 'string' || !/^[oimr]$/.test(code)) faults.push(`no event: ${line.slice(0, 80)}`)
    if (seconds < before) faults.push(`goes back: ${line.slice(0, 80)}`)
    if (code === 'o' && /(?<!\r)\n/.test(data)) faults.push(`a line end without \\r: ${line.slice(0, 80)}`)
    before = seconds
  }
  return faults
}

/** Perfetto sniffs a call in the first line, and wants a bare pid and at most six digits in each. */
export function perfettoFaults(text: string): string[] {
  const lines = text.split('\n').slice(0, -1)
  const first = lines[0] === undefined || /^\d{1,9} +\d+\.\d{6} \w+\(/.test(lines[0]) ? [] : [`first: ${lines[0]}`]
  return [...first, ...lines.filter((line) => !/^\d{1,9} +\d+\.\d{6} /.test(line))]
}
