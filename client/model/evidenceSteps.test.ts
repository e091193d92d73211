import { describe, expect, it } from 'vitest'
import type { RunCheck } from '../../protocol/claims.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import { judge } from './claims/judge.ts'
import { absenceSaid, evidenceLines, evidenceOf } from './evidenceSteps.ts'
import { signalNames } from './signalNames.ts'
import { Story } from './story.ts'
import type { LineWords } from './straceLines.ts'
import { recorded, recordedStrategies } from './testing/recordedEvents.ts'

const words: LineWords = {
  writes: () => 'writes',
  held: () => 'held',
  sent: () => 'sent',
  pending: () => 'pending',
  sleeps: (state) => `sleeps ${state}`,
  wakes: () => 'wakes',
  threads: () => 'threads',
  startsThread: 'thread',
  pressed: { 'ctrl-c': 'pressed', 'ctrl-z': 'pressed', hangup: 'pressed' },
  continued: 'continued',
  created: () => 'created',
}

function found(strategy: string, check: RunCheck) {
  const events = recorded(strategy)
  const story = new Story().follow(events)
  const judgement = judge(check, events)
  if (!judgement.judged) throw new Error('not judged')
  return { story, judgement, pieces: evidenceOf(judgement.evidence, events, story) }
}

const lines = (strategy: string, check: RunCheck): string[] =>
  found(strategy, check).pieces.flatMap((piece) => evidenceLines(piece, check, words, (set) => signalNames(set, [{ name: 'PIPE', number: 13 }]).join()))

describe('evidence is named by the step that the stepper shows', () => {
  it.each(recordedStrategies())('%s: the creation and the exec', (strategy) => {
    const { pieces, story } = found(strategy, { kind: 'all', of: [{ kind: 'create' }, { kind: 'calls', by: 'child', call: 'execve', error: null }] })
    expect(pieces.map(({ name }) => name)).toContainEqual({ is: 'fact', fact: 'create' })
    expect(pieces.map(({ name }) => name)).toContainEqual({ is: 'call', call: 'execve' })
    for (const { event, step, isStep } of pieces) {
      expect(isStep).toBe(true)
      expect(story.steps[step?.index ?? -1]).toBe(step)
      expect(event.seq >= (step?.seq ?? Number.NaN) && event.seq <= (step?.lastSeq ?? Number.NaN)).toBe(true)
    }
  })

  it('a call that is part of a fold is its own evidence, at the fold', () => {
    const { pieces } = found('ruby', { kind: 'calls', call: 'rt_sigaction', args: ['SIGUSR2'] })
    expect(pieces.map(({ step, isStep }) => [step?.kind, isStep])).toContainEqual(['fold', true])
    expect(lines('ruby', { kind: 'calls', call: 'rt_sigaction', args: ['SIGUSR2'] })[0]).toMatch(/^rt_sigaction\(SIGUSR2, .*\) = 0$/)
  })

  it('a reading of /proc belongs to the step before it, and shows the set as /proc has it', () => {
    const check: RunCheck = { kind: 'signals', set: 'SigBlk', stage: 'after-exec', lacks: ['USR1'] }
    const { pieces } = found('rust', check)
    expect(pieces).toHaveLength(1)
    expect(pieces[0]).toMatchObject({ name: { is: 'reading', stage: 'after-exec' }, isStep: false })
    expect(pieces[0]?.step?.seq).toBeLessThan(pieces[0]?.event.seq ?? 0)
    expect(lines('rust', check)[0]).toMatch(/^SigBlk: [0-9a-f]{16}/)
  })

  it('a place among jobs is a reading of its own, in the words of /proc/PID/stat', () => {
    const base = recorded('go')
    const at = base.findIndex(({ kind }) => kind === 'passport')
    const { seq, ns } = base[at] ?? { seq: 0, ns: 0 }
    const events = [
      ...base.slice(0, at),
      { seq, ns, phase: null, step: null, kind: 'session', stage: 'after-exec', task: 2, pid: 7, pgrp: 7, session: 5, tty: '/dev/pts/0', foreground: 6 },
      ...base.slice(at + 1),
    ] satisfies TraceEvent[]
    const own: RunCheck = { kind: 'session', stage: 'after-exec', own_group: true, own_session: false, foreground: false }
    const judgement = judge(own, events)
    expect(judgement).toMatchObject({ holds: true, evidence: [seq] })
    for (const other of [{ own_group: false }, { own_session: true }, { foreground: true }])
      expect(judge({ ...own, ...other }, events)).toMatchObject({ holds: false })
    const [piece] = evidenceOf([seq], events, new Story().follow(events))
    expect(piece?.name).toEqual({ is: 'reading', of: 'session', stage: 'after-exec' })
    expect(piece && evidenceLines(piece, own, words, () => '')).toEqual(['pid: 7, pgrp: 7, session: 5, tpgid: 6'])
    expect(judge({ ...own, stage: 'parent-after' }, events)).toMatchObject({ holds: false })
  })

  it('the parent asleep is shown as in the terminal, without the number of the event', () => {
    const seq = recorded('vfork').find(({ kind }) => kind === 'suspend')?.seq ?? -1
    const events = recorded('vfork')
    const [piece] = evidenceOf([seq], events, new Story().follow(events))
    expect(piece && evidenceLines(piece, { kind: 'held', state: 'D' }, words, () => '')).toEqual(['### sleeps D (disk sleep)'])
  })

  it('the flags of the creation, or the page tables if the check asks for them', () => {
    expect(lines('vfork', { kind: 'create', memory: true })[0]).toMatch(/CLONE_VM/)
    expect(lines('fork', { kind: 'page-tables', least: 1 })[0]).toMatch(/^VmPTE: \d+ kB$/)
  })
})

describe('what is not there is said as such', () => {
  it('counts the calls that it is missing among', () => {
    const { judgement } = found('vfork', { kind: 'calls', by: 'child', call: 'getcwd', most: 0 })
    expect(judgement).toMatchObject({ holds: true, evidence: [] })
    const own = recorded('vfork').filter((event) => event.kind === 'leave' && event.task === 2).length
    expect(judgement.absent.map(({ among }) => among)).toEqual([expect.any(Number)])
    expect(judgement.absent[0]?.among).toBeGreaterThanOrEqual(own)
  })

  it('with all that it was looked for by', () => {
    expect(absenceSaid({ kind: 'calls', by: 'child', call: ['dup2', 'dup3'], args: ['3'], error: null, phase: 'exec' })).toEqual({
      is: 'calls',
      calls: ['dup2', 'dup3'],
      args: ['3'],
      error: null,
      by: 'child',
      phase: 'exec',
    })
    expect(absenceSaid({ kind: 'signal', by: 'child', signal: 'USR1', how: 'delivered' })).toEqual({ is: 'signal', signal: 'SIGUSR1', by: 'child' })
    expect(absenceSaid({ kind: 'held', state: 'D' })).toEqual({ is: 'event', kind: 'held' })
  })

  it('a part of a check that decides nothing is not named', () => {
    const { judgement } = found('vfork', { kind: 'any', of: [{ kind: 'create' }, { kind: 'calls', call: 'getcwd' }] })
    expect([judgement.holds, judgement.absent]).toEqual([true, []])
  })
})
