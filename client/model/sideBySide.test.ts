import { describe, expect, it } from 'vitest'
import { alignedTo } from './align.ts'
import { differencesOf, onlyHere } from './differences.ts'
import { lightsMark, lightsSignal, lightsStep } from './lighting.ts'
import { passportMatrix } from './passport.ts'
import { nextPhase } from './phaseJump.ts'
import { posterOf } from './poster.ts'
import { spacesOf } from './spaces.ts'
import { Story } from './story.ts'
import { recorded } from './testing/recordedEvents.ts'

const told = (strategy: string): Story => new Story().follow(recorded(strategy))
const fact = (story: Story, kind: string) => {
  const step = story.steps.find((one) => one.kind === 'fact' && one.event.kind === kind)
  if (!step) throw new Error(`no ${kind}`)
  return step
}
const SIGNALS = Array.from({ length: 64 }, (_, n) => ({ name: n + 1 === 13 ? 'PIPE' : `S${n + 1}`, number: n + 1 }))

describe('runs side by side', () => {
  it('stand at the same fact of the same phase', () => {
    const [leader, follower] = [told('vfork'), told('ruby')]
    for (const kind of ['create', 'exec']) expect(alignedTo(fact(leader, kind).index, leader, follower)).toBe(fact(follower, kind).index)
    expect(alignedTo(leader.steps.length - 1, leader, follower)).toBe(follower.steps.length - 1)
    for (const { index } of follower.steps) expect(leader.steps[alignedTo(index, follower, leader)]).toBeDefined()
  })

  it('stay where they are in a phase they do not have', () => {
    const [leader, follower] = [told('ruby'), told('vfork')]
    const fold = leader.steps.find(({ kind }) => kind === 'fold')
    expect(follower.steps[alignedTo(fold?.index ?? 0, leader, follower)]?.phase).toBe('create')
  })

  it('differ in few things, each counted from the events', () => {
    const found = Object.fromEntries(
      differencesOf(['vfork', 'fork', 'ruby'].map((strategy) => recorded(strategy))).map(({ aspect, values }) => [aspect, values]),
    )
    expect(found).toEqual({
      mechanism: ['vfork', 'fork', 'vfork'],
      memory: ['yes', 'no', 'yes'],
      stack: ['same', 'copied', 'same'],
      sleep: ['yes', 'no', 'yes'],
      calls: [0, 1, 67],
      visited: [0, 0, 62],
      reset: [0, 0, 13],
    })
    expect(differencesOf([recorded('vfork'), recorded('vfork')])).toEqual([])
    expect(differencesOf([recorded('vfork'), []])).toEqual([])
  })

  it('mark the calls that only one of them makes', () => {
    const [vfork, fork] = onlyHere(['vfork', 'fork'].map((strategy) => recorded(strategy)))
    expect([vfork?.has('create:vfork'), fork?.has('create:vfork'), fork?.has('exec:execve')]).toEqual([true, false, false])
  })
})

describe('the passport of one run', () => {
  const matrix = passportMatrix(told('ruby').steps.at(-1)?.moment.passports ?? {}, SIGNALS, ['PIPE'])

  it('holds all 64 signals, with equal ones on one row', () => {
    expect(matrix.flatMap(({ signals }) => signals)).toHaveLength(64)
    expect(matrix.length).toBeLessThan(8)
    expect(matrix.at(-1)?.plain).toBe(true)
  })

  it('says what changed for a signal from reading to reading', () => {
    const pipe = matrix.find(({ signals }) => signals[0]?.name === 'PIPE')
    expect(pipe?.cells.map((cell) => cell?.changes)).toEqual([undefined, ['first'], ['inherited'], ['reset', 'unblocked'], ['kept'], ['unblocked']])
  })

  it('says that exec removes a handler', () => {
    const [before, after] = ['before-exec', 'after-exec'].map((stage, seq) => ({
      ...(told('ruby').steps.at(-1)?.moment.passports['before-create'] ?? fail()),
      stage: stage as 'before-exec',
      seq,
    }))
    if (!before || !after) throw new Error('no passport')
    const rows = passportMatrix({ 'before-exec': before, 'after-exec': { ...after, SigCgt: '0000000000000000' } }, SIGNALS, ['PIPE'])
    expect(rows.find(({ signals }) => signals[0]?.name === 'PIPE')?.cells[4]?.changes).toEqual(['lost'])
  })

  it('leaves stages without a reading empty', () => {
    expect(passportMatrix({}, SIGNALS)[0]?.cells).toEqual([null, null, null, null, null, null])
  })
})

describe('address spaces', () => {
  it('are one with two stacks for Rust, one with one stack for Ruby, two for fork', () => {
    const at = (strategy: string) =>
      spacesOf(fact(told(strategy), 'create').moment).map(({ shared, stacks }) => [shared, stacks.map(({ users }) => users.length)])
    expect(at('rust')).toEqual([[true, [1, 1]]])
    expect(at('ruby')).toEqual([[true, [2]]])
    expect(at('fork')).toEqual([
      [false, [1]],
      [false, [1]],
    ])
  })

  it('show the canary as each reads it', () => {
    const read = (strategy: string) => spacesOf(fact(told(strategy), 'memory').moment).map(({ canary }) => canary)
    expect(read('vfork')).toEqual([42])
    expect(read('fork')[1]).toBe(42)
    expect(read('fork')[0]).not.toBe(42)
  })
})

it('the cursor jumps from phase to phase, and starts where the parent sleeps', () => {
  const story = told('ruby')
  expect(story.steps[posterOf(story)]).toMatchObject({ event: { kind: 'suspend' } })
  const second = nextPhase(story, 0, 1)
  expect([story.steps[0]?.phase, story.steps[second]?.phase, nextPhase(story, second, -1)]).toEqual(['prepare', 'decide', 0])
  expect(posterOf(new Story())).toBe(0)
})

it('a target under the pointer lights up everything that belongs to it', () => {
  const story = told('ruby')
  const fold = story.steps.find(({ kind }) => kind === 'fold')
  if (!fold) throw new Error('no fold')
  expect(lightsStep({ kind: 'mark', mark: 'default_signals' }, fold)).toBe(true)
  expect(lightsMark({ kind: 'step', step: fold }, 'default_signals')).toBe(true)
  expect(lightsStep({ kind: 'signal', signal: 'PIPE' }, fold)).toBe(true)
  expect(lightsSignal({ kind: 'step', step: fold }, 'INT')).toBe(true)
  expect([lightsStep(null, fold), lightsMark(null, 'x'), lightsSignal(null, 'INT')]).toEqual([false, false, false])
})

function fail(): never {
  throw new Error('the recording has no such passport')
}
