import { describe, expect, it } from 'vitest'
import { sentences as sentencesEn } from '../../content/languages/en/page/sentences.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import { alignedTo } from './align.ts'
import { factsOf } from './facts.ts'
import { rowsOf } from './laneRows.ts'
import { posterOf } from './poster.ts'
import { tell } from './sentence.ts'
import { Story } from './story.ts'
import { letterOf } from './taskLetter.ts'
import { recorded } from './testing/recordedEvents.ts'
import { timelineOf } from './timeline.ts'

type Of<K extends TraceEvent['kind']> = Extract<TraceEvent, { kind: K }>

const vfork = recorded('vfork')
const model = vfork.find((event): event is Of<'create'> => event.kind === 'create')

/** The recording of vfork, with looks at threads inserted after the named events. */
function looked(looks: Partial<Record<Of<'threads'>['at'], number[]>>): Story {
  const after = { hello: 'begin', suspend: 'suspend', memory: 'held', resume: 'resume' } as const
  const events = vfork.flatMap((event): TraceEvent[] => {
    const at = event.kind in after ? after[event.kind as keyof typeof after] : event.kind === 'passport' && event.stage === 'parent-after' ? 'end' : undefined
    const counts = at && looks[at]
    if (!counts) return [event]
    const { seq, ns, phase, step } = event
    return [event, { seq, ns, phase, step, kind: 'threads', task: 1, pid: 1, at, threads: counts.map((steps, n) => ({ tid: n, state: 'R (running)', steps })) }]
  })
  return new Story().follow(events)
}

/** The process of task 1, with `count` threads. The second thread has a child. */
function threaded(count: number): Story {
  if (!model) throw new Error('the recording of vfork has no creation')
  const birth = (task: number, child: number, flags: string[]): TraceEvent => ({ ...model, task, child, flags, stack: 'separate', suspends: false })
  const threads = Array.from({ length: count }, (_, n) => birth(1, n + 2, ['CLONE_VM', 'CLONE_THREAD']))
  return new Story().follow([...threads, birth(3, count + 2, ['CLONE_VM', 'CLONE_VFORK'])])
}

describe('threads that only count', () => {
  const story = looked({ begin: [10, 0], suspend: [10, 5], held: [50, 5], resume: [110, 5], end: [110, 9] })

  it('continue while the parent sleeps, and what they did in that time is one run', () => {
    const { counters, length } = timelineOf(story)
    expect(counters.map(({ n, state, to }) => [n, state, to])).toEqual([
      [0, 'R (running)', length],
      [1, 'R (running)', length],
    ])
    expect(counters[0]?.runs).toEqual([
      { from: 0, to: 3.5, steps: 0, asleep: false },
      { from: 3.5, to: 7.5, steps: 100, asleep: true },
      { from: 7.5, to: 13.5, steps: 0, asleep: false },
    ])
    expect(counters[1]?.runs.map(({ steps }) => steps)).toEqual([5, 0, 4])
  })

  it('are mentioned where the parent falls asleep and where it wakes, and nowhere else', () => {
    const said = story.steps.filter((step) => tell(step, sentencesEn).includes('other threads'))
    expect(said.map((step) => step.kind === 'fact' && step.event.kind)).toEqual(['suspend', 'resume'])
    expect(said.map((step) => tell(step, sentencesEn))).toEqual([
      expect.stringContaining('The 2 other threads are not suspended (R (running)).'),
      expect.stringContaining('they counted on by 100 meanwhile'),
    ])
  })

  it('are missing if nobody looked', () => {
    expect(timelineOf(new Story().follow(vfork)).counters).toEqual([])
  })
})

describe('the rows of the picture', () => {
  it('put a child under its creator, and threads without a child below', () => {
    const { rows, foldable } = rowsOf(timelineOf(threaded(4)), false)
    expect(rows.map((row) => row.kind === 'task' && row.tasks.map((task) => letterOf(task, row.thread)).join())).toEqual(['P', 'T3', 'C6', 'T2', 'T4', 'T5'])
    expect(foldable).toBe(0)
  })

  it('fold many threads into one row, until the reader unfolds them', () => {
    const timeline = timelineOf(threaded(9))
    const folded = rowsOf(timeline, false)
    expect(folded.foldable).toBe(5)
    expect(folded.rows.map((row) => (row.kind === 'task' ? row.tasks.length : 0))).toEqual([1, 1, 1, 1, 1, 1, 5])
    expect(rowsOf(timeline, true).rows).toHaveLength(11)
  })

  it('lend no memory to a thread: it shares memory from birth', () => {
    expect(timelineOf(threaded(4)).intervals.map(({ task, other }) => [task, other])).toEqual([[3, 6]])
  })
})

describe('another thread in the run that leads', () => {
  it('leaves the others where the parent stands, and the created task is still the child', () => {
    const events = vfork.flatMap((event): TraceEvent[] => {
      if (!model || (event.kind !== 'decide' && event.kind !== 'suspend')) return [event]
      return [event, { ...model, phase: null, child: event.kind === 'decide' ? 3 : 4, flags: ['CLONE_VM', 'CLONE_THREAD'] }]
    })
    const [leader, follower] = [new Story().follow(events), new Story().follow(vfork)]
    const births = leader.steps.filter(({ phase }) => phase === null)
    expect(births.map(({ index }) => follower.steps[alignedTo(index, leader, follower)]?.phase)).toEqual(['decide', 'create'])
    expect(factsOf(events).create?.child).toBe(2)
    expect(leader.steps[posterOf(leader)]).toMatchObject({ kind: 'fact', event: { kind: 'suspend' } })
  })
})
