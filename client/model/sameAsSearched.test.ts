/** Each pass that uses an index gives what a plain search gives, over logs of chance and over every recording. */
import { diffArrays } from 'diff'
import { describe, expect, it } from 'vitest'
import { lines } from '../../content/languages/en/page/terminalLines.ts'
import type { EventOf, TraceEvent } from '../../protocol/events.ts'
import { seededNumbers } from '../../protocol/seededRandom.ts'
import { rowsOf } from './laneRows.ts'
import { likenessOf } from './likeness/likeness.ts'
import type { PlainCall } from './likeness/plain.ts'
import type { SpawnWindow, WindowCall } from './likeness/window.ts'
import { after, BEFORE_ALL, isThread, type Moment, type TaskState } from './moment.ts'
import { NumberMap } from './numberMap.ts'
import { outcomeOf } from './outcome.ts'
import { spacesOf } from './spaces.ts'
import { type FactStep, type Step, Story } from './story.ts'
import { addLine, NO_LINES } from './straceLines.ts'
import { LOGS, randomLog } from './testing/grownLogs.ts'
import { recorded, recordedStrategies } from './testing/recordedEvents.ts'
import { type Interval, type Lane, type SignalLife, timelineOf } from './timeline.ts'
import { type SentByHand, waitingOf } from './waiting.ts'

const LOGS_OF_CHANCE = Array.from({ length: 60 }, (_, seed): [string, TraceEvent[]] => [`chance ${seed}`, randomLog(seed, 20 + 6 * seed)])
const ALL = [
  ...LOGS_OF_CHANCE,
  ...recordedStrategies().map((strategy): [string, TraceEvent[]] => [strategy, recorded(strategy)]),
  ...Object.entries(LOGS).map(([name, log]): [string, TraceEvent[]] => [name, log(12)]),
]

/** The tasks after one more event, in a list that is searched and copied. */
function tasksAfter(before: readonly TaskState[], event: TraceEvent): readonly TaskState[] {
  // One task alone changes as in any moment; only the finding and the order are done here.
  const alone = (task: number): TaskState[] => [...after(momentOf(before.filter((one) => one.task === task)), event).tasks].filter((one) => one.task === task)
  if (event.kind !== 'create') {
    const [now] = alone(event.task)
    if (!now) return before
    const at = before.findIndex(({ task }) => task === event.task)
    return at < 0 ? [...before, now] : before.with(at, now)
  }
  const parents = before.some(({ task }) => task === event.task) ? before : [...before, ...alone(event.task).filter(() => event.child !== event.task)]
  const parent = parents.find(({ task }) => task === event.task)
  const others = parents.map((one) => (isThread(event) && event.child === 1 && one.task === event.task ? { ...one, thread: true } : one))
  const [child] = [...after(momentOf(parent ? [parent] : []), event).tasks].filter(({ task }) => task === event.child)
  return [...others.filter(({ task }) => task !== event.child), ...(child ? [child] : [])]
}

const momentOf = (tasks: readonly TaskState[]): Moment => ({ ...BEFORE_ALL, tasks: tasks.reduce((table, one) => table.with(one), BEFORE_ALL.tasks) })

function intervalsSearched(steps: readonly Step[]): Interval[] {
  const open: Interval[] = []
  const done: Interval[] = []
  const close = (at: number, when: (interval: Interval) => boolean): void => {
    for (const interval of open.filter(when)) {
      open.splice(open.indexOf(interval), 1)
      done.push({ ...interval, to: at })
    }
  }
  const suspends = new Map<number, EventOf<'create'>>()
  for (const step of steps) {
    const { index } = step
    if (step.kind !== 'fact') {
      const create = suspends.get(step.task)
      if (step.kind === 'fold' || step.result === null || create?.call !== step.call) continue
      suspends.delete(step.task)
      close(index, ({ kind, other }) => kind !== 'asleep' && other === create.child)
      continue
    }
    const { event } = step
    if (event.kind === 'create' && !isThread(event)) {
      if (event.suspends) suspends.set(event.task, event)
      const lent = { task: event.task, other: event.child, from: index, to: steps.length }
      if (event.shares.memory) open.push({ ...lent, kind: 'memory' })
      if (event.stack === 'same') open.push({ ...lent, kind: 'stack' })
    } else if (event.kind === 'suspend') open.push({ kind: 'asleep', task: event.task, other: event.child, from: index, to: steps.length })
    else if (event.kind === 'resume') close(index, ({ kind, task }) => kind === 'asleep' && task === event.task)
    else if (event.kind === 'exec' || event.kind === 'exit') close(index, ({ kind, other }) => kind !== 'asleep' && other === event.task)
  }
  return [...done, ...open]
}

function signalsSearched(steps: readonly Step[]): SignalLife[] {
  const lives: SignalLife[] = []
  const facts = steps.filter((step): step is FactStep => step.kind === 'fact')
  for (const [n, { event, index }] of facts.entries()) {
    if (event.kind !== 'signal') continue
    const { signal, task, how } = event
    let life = lives.findLast((one) => one.signal === signal && one.task === task && one.end === null)
    if (!life || how === 'generated') {
      const pid = /\bsi_code=CLD_/.test(event.info) ? Number(/\bsi_pid=(\d+)/.exec(event.info)?.[1]) : Number.NaN
      const before = facts.slice(0, n)
      const child = before.findLast((step) => step.event.kind === 'create' && step.event.child_pid === pid)?.event
      const end = child?.kind === 'create' ? before.findLast((step) => step.event.kind === 'exit' && step.task === child.child) : undefined
      life = { signal, task, sent: end?.index ?? null, pending: null, end: null }
      lives.push(life)
    }
    if (how === 'generated') life.sent = index
    else if (how === 'pending') life.pending = index
    else life.end = { at: index, how }
  }
  return lives
}

function familiesSearched(lanes: readonly Lane[]): number[] {
  const placed: number[] = []
  const place = ({ task }: Lane): void => {
    if (placed.includes(task)) return
    placed.push(task)
    for (const child of lanes) if (child.maker === task && !child.thread) place(child)
  }
  if (lanes[0]) place(lanes[0])
  for (const lane of lanes) {
    const spawns = lanes.some(({ maker, thread }) => maker === lane.task && !thread)
    if (lane.thread ? spawns : lane.maker === null || !lanes.some(({ task }) => task === lane.maker)) place(lane)
  }
  return placed
}

function sentSearched(events: readonly TraceEvent[]): { signal: string; task: number; how: EventOf<'signal'>['how'] }[] {
  const sent: { signal: string; task: number; how: EventOf<'signal'>['how'] }[] = []
  for (const event of events) {
    if (event.kind !== 'signal') continue
    const { signal, task, how } = event
    const at = sent.findLastIndex((one) => one.signal === signal && one.task === task)
    if (how === 'generated') sent.push({ signal, task, how })
    else if (at >= 0) sent[at] = { signal, task, how }
  }
  return sent
}

/** Of the last child that waits: what became of each signal sent by hand. */
function fatesSearched(events: readonly TraceEvent[]): SentByHand[] | undefined {
  const from = events.findLastIndex((event) => event.kind === 'note' && event.code === 'waiting')
  if (from < 0) return undefined
  const sent: SentByHand[] = []
  let released = false
  const settle = (task: number, were: readonly SentByHand['fate'][], change: Partial<SentByHand>, signal?: string): void => {
    for (const one of sent) if (one.task === task && were.includes(one.fate) && (signal === undefined || one.signal === signal)) Object.assign(one, change)
  }
  for (const event of events.slice(from + 1)) {
    if (event.kind === 'note' && event.code.startsWith('released-by-')) released = true
    if (event.kind === 'exit' && event.signal) settle(event.task, ['sent', 'waits', 'delivered'], { fate: 'killed' }, event.signal)
    if (event.kind === 'memory' && event.what === 'handler')
      settle(event.task, ['delivered'], { fate: 'handled', counter: { task: event.task, own: event.child_sees, parents: event.parent_sees } })
    if (event.kind !== 'signal') continue
    const { signal, task, seq, how } = event
    if (how === 'generated' && !released) sent.push({ signal, task, seq, fate: 'sent', counter: null })
    else if (how === 'pending') settle(task, ['sent'], { fate: 'waits' }, signal)
    else if (how === 'delivered' || how === 'ignored') settle(task, ['sent', 'waits'], { fate: how }, signal)
  }
  return sent
}

/** How many arguments each line has left out because an earlier one has them, and who is a thread. */
function linesSearched(events: readonly TraceEvent[]): { rest: string[]; threads: number[] }[] {
  let [printed, threads] = [{} as Record<number, number>, [] as number[]]
  return events.map((event) => {
    let rest: string[] = []
    if (event.kind === 'enter') printed = { ...printed, [event.task]: event.args.length }
    if (event.kind === 'create' && isThread(event)) threads = [...threads, event.child]
    if (event.kind === 'leave') {
      const { [event.task]: known = 0, ...others } = printed
      rest = event.args.slice(known)
      printed = others
    }
    const now = threads
    if (event.kind === 'exit') {
      const { [event.task]: _, ...others } = printed
      printed = others
      threads = threads.filter((thread) => thread !== event.task)
    }
    return { rest, threads: now }
  })
}

describe.each(ALL)('%s', (_, events) => {
  const story = new Story().follow(events)
  const { steps } = story
  const timeline = timelineOf(story)

  it('the tasks of each moment', () => {
    let tasks: readonly TaskState[] = []
    let moment = BEFORE_ALL
    const seen: [Moment, readonly TaskState[]][] = []
    for (const event of events) {
      tasks = tasksAfter(tasks, event)
      moment = after(moment, event)
      seen.push([moment, tasks])
    }
    // Compared at the end, because no later event may change an earlier moment.
    for (const [found, searched] of seen) {
      expect([...found.tasks]).toEqual(searched)
      for (const one of searched) expect(found.tasks.of(one.task)).toEqual(one)
      expect(
        spacesOf(found)
          .flatMap((space) => space.tasks.map(({ task }) => task))
          .toSorted(),
      ).toEqual(searched.map(({ task }) => task).toSorted())
    }
  })

  it('what is lent, and who sleeps', () => expect(timeline.intervals).toEqual(intervalsSearched(steps)))
  it('the lives of signals', () => expect(timeline.signals).toEqual(signalsSearched(steps)))
  it('the rows of the picture', () => {
    const { rows } = rowsOf(timeline, true)
    const families = familiesSearched(timeline.lanes)
    const idle = timeline.lanes.map(({ task }) => task).filter((task) => !families.includes(task))
    expect(rows.flatMap((row) => (row.kind === 'task' ? row.tasks : []))).toEqual([...families, ...idle])
  })
  it('the signals that were sent', () => expect(outcomeOf(events).sent).toEqual(sentSearched(events)))
  it('the fates of signals that were sent by hand', () => expect(waitingOf(events)?.sent).toEqual(fatesSearched(events)))
  it('the lines of the terminal', () => {
    const searched = linesSearched(events)
    let state = NO_LINES
    for (const [n, event] of events.entries()) {
      const [next, text] = addLine(state, event, lines)
      if (event.kind === 'leave') expect(text).toContain(`${searched[n]?.rest.join(', ')})`)
      if (event.kind === 'exit') expect(text).toContain(`${searched[n]?.threads.includes(event.task) ? 'T' : event.task === 1 ? 'P' : 'C'}`)
      state = next
    }
  })
})

type Paired = [verdict: string, ours: PlainCall | undefined, real: PlainCall | undefined]

/** The pairs of a stretch that differs: a call of the same name has other arguments. */
function stretchSearched(ours: readonly PlainCall[], real: readonly PlainCall[]): Paired[] {
  const out: Paired[] = []
  const rest = [...real]
  for (const call of ours) {
    const at = rest.findIndex((one) => one.of.call === call.of.call)
    if (at < 0) out.push(['extra', call, undefined])
    else {
      for (const passed of rest.splice(0, at)) out.push(['missing', undefined, passed])
      out.push(['arguments', call, rest.shift()])
    }
  }
  return [...out, ...rest.map((left): Paired => ['missing', undefined, left])]
}

/** The pairs of two runs, and what has only moved. */
function pairsSearched(ours: readonly PlainCall[], real: readonly PlainCall[]): [string, string | undefined, string | undefined][] {
  const out: Paired[] = []
  const [a, b, onlyOurs, onlyReal] = [[...ours], [...real], [] as PlainCall[], [] as PlainCall[]]
  const settle = (): void => void out.push(...stretchSearched(onlyOurs.splice(0), onlyReal.splice(0)))
  for (const { count, removed, added } of diffArrays(
    ours.map(({ text }) => text),
    real.map(({ text }) => text),
  )) {
    if (removed) onlyOurs.push(...a.splice(0, count))
    else if (added) onlyReal.push(...b.splice(0, count))
    else {
      settle()
      const same = b.splice(0, count)
      out.push(...a.splice(0, count).map((call, n): Paired => ['same', call, same[n]]))
    }
  }
  settle()
  for (const pair of [...out]) {
    if (pair[0] !== 'extra') continue
    const at = out.findIndex(([verdict, , theirs]) => verdict === 'missing' && theirs?.text === pair[1]?.text)
    const twin = out[at]
    if (!twin) continue
    out[out.indexOf(pair)] = ['reordered', pair[1], twin[2]]
    out.splice(at, 1)
  }
  return out.map(([verdict, a, b]) => [verdict, a?.text, b?.text])
}

it('the pairs of two runs', () => {
  const window = (of: readonly WindowCall[]): SpawnWindow => ({ create: { child_pid: 0 } as EventOf<'create'>, parent: [], child: [...of], from: 0, to: 0 })
  const call = (name: string, arg: string): WindowCall => ({
    call: name,
    args: [arg],
    error: null,
    lane: 'child',
    part: 'child-setup',
    seq: 0,
    endSeq: 0,
    task: 2,
    pid: 2,
    result: '0',
  })
  for (let seed = 0; seed < 200; seed += 1) {
    const below = seededNumbers(seed)
    const made = (): WindowCall[] => Array.from({ length: below(14) }, () => call('abc'.charAt(below(3)), `${below(3)}`))
    const [ours, real] = [made(), made()]
    const { pairs } = likenessOf(window(ours), window(real), [])
    const plain = (of: readonly WindowCall[]): PlainCall[] => of.map((one) => ({ of: one, text: `${one.call}(${one.args})` }))
    expect(pairs.map(({ verdict, ours: a, real: b }) => [verdict, a?.text, b?.text])).toEqual(pairsSearched(plain(ours), plain(real)))
  }
})

it('a map of numbers: as a Map, at any size, and an earlier copy stays as it was', () => {
  const below = seededNumbers(7)
  const copies: [NumberMap<string>, Map<number, string>][] = [[new NumberMap(), new Map()]]
  for (let n = 0; n < 600; n += 1) {
    const [map, plain] = copies.at(-1) ?? [new NumberMap<string>(), new Map<number, string>()]
    const number = below(4) === 0 ? below(2 ** 40) : below(100)
    const next = new Map(plain)
    if (below(3) === 0) next.delete(number)
    else next.set(number, `${n}`)
    copies.push([next.has(number) ? map.with(number, `${n}`) : map.without(number), next])
  }
  for (const [map, plain] of copies) {
    expect([...map]).toEqual([...plain].toSorted(([a], [b]) => a - b).map(([, value]) => value))
    for (const number of [0, 1, 50, 99, 2 ** 40, ...plain.keys()]) expect(map.get(number)).toBe(plain.get(number))
  }
})
