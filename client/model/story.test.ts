import { describe, expect, it } from 'vitest'
import { sentences as sentencesEn } from '../../content/languages/en/page/sentences.ts'
import { sentences as sentencesJa } from '../../content/languages/ja/page/sentences.ts'
import { tell } from './sentence.ts'
import { type Step, Story } from './story.ts'
import { recorded, recordedStrategies } from './testing/recordedEvents.ts'

const ALL = recordedStrategies()
const storyOf = (strategy: string): Story => new Story().follow(recorded(strategy))

describe('the steps of a run', () => {
  it('of vfork are few, and nothing is missing', () => {
    const { steps } = storyOf('vfork')
    expect(steps.map((step) => (step.kind === 'fact' ? step.event.kind : `${step.call} ${step.kind === 'call' ? step.part : step.calls.length}`))).toEqual([
      'decide',
      'vfork enter',
      'create',
      'suspend',
      'memory',
      'execve enter',
      'exec',
      'resume',
      'vfork leave',
      'wait4 enter',
      'execve leave',
      'exit_group enter',
      'exit',
      'wait4 leave',
      'signal',
      'exit_group enter',
      'exit',
    ])
  })

  it("fold Ruby's 62 calls into one", () => {
    const fold = storyOf('ruby').steps.find((step) => step.kind === 'fold')
    expect(fold).toMatchObject({ call: 'rt_sigaction', task: 2, mark: 'default_signals' })
    expect(fold?.kind === 'fold' && fold.calls.length).toBe(62)
  })

  it.each(ALL)('of %s are numbered, fit a blackboard, and come out the same when the log grows event by event', (strategy) => {
    const events = recorded(strategy)
    const whole = new Story().follow(events)
    const grown = new Story()
    const log: typeof events = []
    for (const event of events) {
      log.push(event)
      grown.follow(log)
    }
    expect(grown.steps).toEqual(whole.steps)
    expect(whole.steps.map(({ index }) => index)).toEqual(whole.steps.map((_, at) => at))
    expect(whole.steps.length).toBeLessThan(80)
  })

  it('can be found by the number of an event', () => {
    const story = storyOf('ruby')
    for (const step of story.steps) {
      expect(story.at(step.seq)).toBe(step.index)
      expect(story.at(step.lastSeq)).toBe(step.index)
    }
    expect([story.at(0), story.at(999_999), new Story().at(5)]).toEqual([0, story.steps.length - 1, 0])
  })
})

/** With the tasks of each moment. */
const written = (steps: readonly Step[]): string =>
  JSON.stringify(steps.map((step) => ({ ...step, moment: { ...step.moment, tasks: [...step.moment.tasks] } })))

describe('a moment', () => {
  const at = (strategy: string, kind: string) => {
    const step = storyOf(strategy).steps.find((one) => one.kind === 'fact' && one.event.kind === kind)
    if (!step) throw new Error(`${strategy} has no ${kind}`)
    return step.moment
  }

  it("of vfork's child shares the parent's memory and stack until exec", () => {
    const [parent, child] = at('vfork', 'create').tasks
    expect([child?.space, child?.stack]).toEqual([parent?.space, 1])
    const [host, other] = at('vfork', 'exec').tasks
    expect(other?.space).not.toBe(host?.space)
    expect([other?.stack, other?.program]).toEqual([2, '/app/ok'])
  })

  it("of fork's child has a memory of its own at once", () => {
    const [parent, child] = at('fork', 'create').tasks
    expect(child?.space).not.toBe(parent?.space)
    expect(child?.stackCopied).toBe(true)
    expect(at('fork', 'memory').canary).toMatchObject({ written: 42 })
  })

  it('knows that the parent sleeps, and what /proc said about it', () => {
    expect(at('vfork', 'suspend').tasks.of(1)).toMatchObject({ life: 'suspended', sleep: { state: 'D (disk sleep)', wchan: 'kernel_clone' } })
    expect(at('vfork', 'resume').tasks.of(1)).toMatchObject({ life: 'running', sleep: null })
  })

  it('is complete: later events do not change it', () => {
    const events = recorded('vfork')
    const story = new Story()
    story.follow(events.slice(0, 20))
    const early = written(story.steps.slice(0, -1))
    story.follow(events)
    expect(written(story.steps.slice(0, JSON.parse(early).length))).toBe(early)
  })

  it('has the five passports at the end', () => {
    expect(Object.keys(storyOf('rust').steps.at(-1)?.moment.passports ?? {})).toEqual([
      'before-create',
      'child-start',
      'before-exec',
      'after-exec',
      'parent-after',
    ])
  })
})

describe('the sentences', () => {
  it.each(ALL)('of %s are whole, in both languages', (strategy) => {
    for (const step of storyOf(strategy).steps) {
      expect(tell(step, sentencesEn)).toMatch(/^[A-Z].*[.…]$/)
      expect(tell(step, sentencesEn)).not.toMatch(/undefined|null|NaN|\bcalls [a-z_0-9]+\./)
      expect(tell(step, sentencesJa)).toMatch(/[ぁ-ん].*。$/)
    }
  })

  it('know every call in both languages', () => {
    expect(Object.keys(sentencesJa.calls)).toEqual(Object.keys(sentencesEn.calls))
  })

  it('say how Ruby goes through the signals', () => {
    const fold = storyOf('ruby').steps.find((step) => step.kind === 'fold')
    expect(fold && tell(fold, sentencesEn)).toBe('The child calls rt_sigaction 62 times: it goes through 62 signals one by one.')
  })
})
