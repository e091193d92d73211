import { describe, expect, it } from 'vitest'
import type { TraceEvent } from '../../protocol/events.ts'
import { Story } from './story.ts'
import { recorded } from './testing/recordedEvents.ts'
import { timelineOf } from './timeline.ts'

const of = (strategy: string) => timelineOf(new Story().follow(recorded(strategy)))

describe('the timeline', () => {
  it('has a lane for parent and child, from birth to end', () => {
    const { lanes, length } = of('vfork')
    expect(lanes.map(({ task, from, to }) => [task, from, to])).toEqual([
      [1, 0, length],
      [2, 2, 13],
    ])
    expect(lanes[0]?.phases.map(({ phase }) => phase)).toEqual(['decide', 'create', 'reap'])
    expect(lanes[1]?.phases.map(({ phase }) => phase)).toEqual(['exec', 'reap'])
  })

  it('shows a vfork that lasts while the child lives in its memory', () => {
    const { spans, intervals } = of('vfork')
    expect(spans.find(({ call }) => call === 'vfork')).toMatchObject({ task: 1, from: 1, to: 9 })
    expect(intervals.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['memory', 2, 6],
      ['stack', 2, 6],
      ['asleep', 3, 7],
    ])
  })

  it('shows no shared memory and no sleeping task for fork', () => {
    expect(of('fork').intervals).toEqual([])
  })

  it('draws the birth, the waking, and SIGCHLD from the end of the child', () => {
    const { arrows, signals } = of('vfork')
    expect(arrows.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['create', { task: 1, at: 2 }, { task: 2, at: 2 }],
      ['wake', { task: 2, at: 7 }, { task: 1, at: 7 }],
      ['signal', { task: 2, at: 12 }, { task: 1, at: 14 }],
    ])
    expect(signals).toEqual([{ signal: 'SIGCHLD', task: 1, sent: 12, pending: null, end: { at: 14, how: 'delivered' } }])
  })

  it('shows when signals are blocked, in parent and child', () => {
    const { masks, spans } = of('ruby')
    const set = spans.filter(({ call }) => call === 'rt_sigprocmask').map(({ task, to }) => [task, to - 1])
    expect(masks.map(({ task, from, to }) => [task, from, to])).toEqual([
      [2, expect.any(Number), set[1]?.[1]],
      [1, set[0]?.[1], set[2]?.[1]],
    ])
    expect(of('vfork').masks).toEqual([])
  })

  it('follows a signal that is sent, waits, and is delivered', () => {
    const signal = (seq: number, how: 'generated' | 'pending' | 'delivered'): TraceEvent => ({
      seq,
      ns: seq,
      phase: 'child-setup',
      step: null,
      kind: 'signal',
      task: 2,
      pid: 9,
      signal: 'SIGUSR1',
      how,
      info: '{si_signo=SIGUSR1, si_code=SI_TKILL, si_pid=1}',
    })
    const { signals } = timelineOf(new Story().follow([signal(0, 'generated'), signal(1, 'pending'), signal(2, 'delivered'), signal(3, 'generated')]))
    expect(signals).toEqual([
      { signal: 'SIGUSR1', task: 2, sent: 0, pending: 1, end: { at: 2, how: 'delivered' } },
      { signal: 'SIGUSR1', task: 2, sent: 3, pending: null, end: null },
    ])
  })
})
