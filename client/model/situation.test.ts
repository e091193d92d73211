import { describe, expect, it } from 'vitest'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { situationOf, whatItDid } from './situation.ts'
import { Story } from './story.ts'
import { catalog } from './testing/catalog.ts'
import { recorded } from './testing/recordedEvents.ts'

const of = (run: RunSettings) => situationOf(run, catalog)

describe('the situation before a run, from its settings', () => {
  it('a plain run: nothing but how the child is to be made', () => {
    expect(of({ strategy: 'vfork' })).toEqual({
      strategy: 'vfork',
      mechanism: 'vfork',
      memoryMb: null,
      threads: 0,
      uid: null,
      signals: [],
      happenings: [],
      pressed: null,
      own: [],
      target: 'ok',
      place: [],
    })
  })

  it('the key that will be pressed, and when', () => {
    expect(of({ strategy: 'go', press: 'ctrl-c@running', target: 'wait' }).pressed).toEqual({ key: 'ctrl-c', at: 'running' })
  })

  it('what the parent has: memory, threads, ignored, handled and blocked signals, each signal once', () => {
    expect(of({ strategy: 'fork', memory: 256, threads: 2, uid: 0, signal: { PIPE: 'ignore', INT: 'handle' }, block: ['INT', 'USR1'] })).toMatchObject({
      memoryMb: 256,
      threads: 2,
      uid: 0,
      signals: [
        { signal: 'PIPE', disposition: 'ignore', blocked: false },
        { signal: 'INT', disposition: 'handle', blocked: true },
        { signal: 'USR1', disposition: null, blocked: true },
      ],
    })
  })

  it('what will happen to whom, in the order of the moments', () => {
    const run: RunSettings = {
      strategy: 'vfork',
      send: [
        { signal: 'TERM', at: 'after-exec', to: 'child' },
        { signal: 'USR1', at: 'child-start', to: 'parent' },
      ],
      hold: { 'before-exec': 300 },
    }
    expect(of(run).happenings).toEqual([
      { is: 'sent', signal: 'USR1', to: 'parent', at: 'child-start' },
      { is: 'held', at: 'before-exec', ms: 300 },
      { is: 'sent', signal: 'TERM', to: 'child', at: 'after-exec' },
    ])
  })

  it('a measure that is left out is told from a setting that is only changed', () => {
    expect(of({ strategy: 'go', set: { reset_dispositions: 'off' } }).own).toMatchObject([{ key: 'reset_dispositions', leftOut: true }])
    expect(of({ strategy: 'go', set: { chroot: 'on' } }).own).toMatchObject([{ key: 'chroot', leftOut: false }])
  })

  it('an experiment names its mechanism by a setting, and the edition by itself', () => {
    expect(of({ strategy: 'hazard-locals', set: { way: 'fork' } })).toMatchObject({ mechanism: 'fork', own: [] })
    expect(of({ strategy: 'nim', edition: 'article' }).mechanism).not.toBe(of({ strategy: 'nim', edition: 'today' }).mechanism)
  })

  it('a target that is missing, and how the program is named', () => {
    expect(of({ strategy: 'rust', target: 'missing', path: '/nonexistent', name: 'bare' })).toMatchObject({
      target: 'missing',
      place: [
        { key: 'name', value: 'bare' },
        { key: 'path', value: '/nonexistent' },
      ],
    })
  })

  it('without the catalog it says what the settings say', () => {
    expect(situationOf({ strategy: 'go', memory: 1, set: { chroot: 'on' } }, null)).toMatchObject({
      mechanism: null,
      memoryMb: 1,
      own: [{ key: 'chroot', setting: undefined, leftOut: false }],
    })
  })
})

describe('what the run did, from its events', () => {
  const outcome = (strategy: string) => whatItDid(new Story().follow(recorded(strategy)))

  it('whose memory the child got, and that it became a program and ended', () => {
    expect(outcome('vfork')).toMatchObject({ memory: 'borrowed', execed: true, exit: { status: 0, signal: null } })
    expect(outcome('fork')).toMatchObject({ memory: 'copied', execed: true })
  })

  it('the parent asleep stands with the parent', () => {
    expect(outcome('vfork').parent.map(({ kind }) => kind)).toContain('asleep')
    expect(outcome('fork').parent.map(({ kind }) => kind)).not.toContain('asleep')
  })

  it('a run without events has done nothing', () => {
    expect(whatItDid(new Story())).toEqual({ memory: undefined, parent: [], child: [], exit: undefined, execed: false })
  })
})
