import { describe, expect, it } from 'vitest'
import { keepsTimes, LONGEST_MS, PACES, type Pace, paceBeside, paceOf, paceWord, SHORTEST_MS, SHORTEST_REDUCED_MS, USUAL_PACE, waitOf } from './pace.ts'
import { Story } from './story.ts'
import { recorded } from './testing/recordedEvents.ts'

/** The waits between steps that began at these times. */
const waitsOf = (ns: readonly number[], pace: Pace, shortest?: number) => ns.slice(1).map((next, n) => waitOf(next - (ns[n] ?? next), pace, shortest))
const ms = (ns: readonly number[], pace: Pace, shortest?: number) => waitsOf(ns, pace, shortest).map((wait) => wait.ms)

describe('the pace of the player', () => {
  it('is the same for every step if it is steady', () => {
    expect(ms([0, 5, 1_000_000], { kind: 'steady', ms: 1200 })).toEqual([1200, 1200])
  })

  it('is the real time, stretched: 1 ms takes 1 s', () => {
    expect(ms([0, 1_000_000, 1_500_000], { kind: 'stretched', factor: 1000 })).toEqual([1000, 500])
    expect(ms([0, 1000], { kind: 'stretched', factor: 1_000_000 })).toEqual([1000])
  })

  it('cuts waits that would take minutes, and reports it', () => {
    expect(waitsOf([0, 20_000_000, 20_001_000], { kind: 'stretched', factor: 100_000 })).toEqual([
      { ms: LONGEST_MS, cut: true },
      { ms: 100, cut: false },
    ])
  })

  it('shows every step, and changes less often for reduced motion', () => {
    expect(ms([0, 0], { kind: 'stretched', factor: 1000 })).toEqual([SHORTEST_MS])
    expect(ms([0, 0], { kind: 'stretched', factor: 1000 }, SHORTEST_REDUCED_MS)).toEqual([500])
    expect(ms([0, 0], { kind: 'steady', ms: 150 }, SHORTEST_REDUCED_MS)).toEqual([500])
  })

  it('has no waits for a run of one step or of none', () => {
    expect(waitsOf([], USUAL_PACE)).toEqual([])
    expect(waitsOf([7], USUAL_PACE)).toEqual([])
  })

  it('is stored as a word, and the usual pace is the one without a word', () => {
    for (const pace of PACES) expect(paceOf(paceWord(pace))).toEqual(pace)
    expect([paceOf(null), paceOf('steady:1'), paceOf('x')]).toEqual([USUAL_PACE, USUAL_PACE, USUAL_PACE])
  })

  it('goes to the next one and stops at the ends', () => {
    const [first, second] = PACES
    const last = PACES.at(-1)
    if (!first || !second || !last) throw new Error('there is no pace')
    expect(paceBeside(first, 1)).toEqual(second)
    expect(paceBeside(first, -1)).toEqual(first)
    expect(paceBeside(last, 1)).toEqual(last)
  })

  it('knows a recording without times', () => {
    expect(keepsTimes(new Story().follow(recorded('vfork')).steps)).toBe(false)
    expect(keepsTimes([{ ns: 1000 }, { ns: 2017 }])).toBe(true)
  })
})
