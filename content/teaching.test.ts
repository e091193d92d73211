/**
 * Checks lessons and incidents on live runs: the right answer is right, the others are wrong, the facts of the explanation are seen, and
 * a run can reach or miss the goal.
 */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { CONTENT, filesOf } from '../build/content/contentFiles.ts'
import { readRecorded } from '../build/content/recordedFile.ts'
import { experimentKey } from '../client/model/claims/experimentKey.ts'
import { judge } from '../client/model/claims/judge.ts'
import { shuffled } from '../client/model/shuffle.ts'
import { liveRuns } from '../native/tests/liveRuns.ts'
import { CHAPTERS } from '../protocol/chapters.ts'
import type { RunCheck } from '../protocol/claims.ts'
import { forge } from './testing/forge.ts'
import { eventsOf, refusedSettings } from './testing/running.ts'

type Asked = Parameters<typeof eventsOf>
interface Question {
  name: string
  check: RunCheck
  asked: Asked
  holds: boolean
}

const lessons = filesOf('lessons')
const incidents = filesOf('incidents').flatMap(({ value }) => value)

const questions: Question[] = lessons.flatMap(({ slug, value: { runs, steps } }) =>
  steps.flatMap((step) => {
    if (step.kind !== 'predict') return []
    return step.options.map(({ check, of = 0, right, text }): Question => {
      const run = runs[of]
      if (!run) throw new Error(`content/lessons/${slug}.yaml: an option speaks of run ${of}; there are ${runs.length}, from 0`)
      return { name: `${slug}: ${text}`, check, asked: [run.run, run.as], holds: right }
    })
  }),
)
/** What the explanations state, as far as a run can show it. */
const facts: Question[] = lessons.flatMap(({ slug, value: { runs, steps } }) =>
  steps.flatMap((step) =>
    step.kind !== 'explain'
      ? []
      : step.facts.flatMap(({ says, check, of = 0 }): Question[] => {
          const run = runs[of]
          return check && run ? [{ name: `${slug}: ${says}`, check, asked: [run.run, run.as], holds: true }] : []
        }),
  ),
)
const shown: Question[] = incidents.map(({ id, check, run, as }) => ({ name: `incident ${id}`, check, asked: [run, as], holds: true }))
const all = [...questions, ...facts, ...shown].map((question) => [question.name, question] as const)
const changes = lessons.flatMap(({ slug, value }) => value.steps.flatMap((step) => (step.kind === 'change' ? [[slug, step] as const] : [])))

/** How the kernel grants memory that nobody has touched. */
const OVERCOMMIT = existsSync('/proc/sys/vm/overcommit_memory') ? readFileSync('/proc/sys/vm/overcommit_memory', 'utf8').trim() : ''

/** The events; undefined if the run needs root, or another kernel setting. In CI that is a failure. */
function taken([run, as]: Asked) {
  if (run.strategy === 'hazard-overcommit' && OVERCOMMIT !== '0') {
    console.warn(`skipped: ${run.strategy} shows what vm.overcommit_memory=0 does; here it is ${OVERCOMMIT}`)
    return undefined
  }
  const events = eventsOf(run, as)
  if (!events) expect(process.env.CI, 'this one wants a privileged parent: run the tests as root').not.toBe('true')
  return events
}

describe('lessons', () => {
  it.each(lessons.map(({ slug, value }) => [slug, value] as const))('%s goes from looking to changing, with one right answer', (_, { steps }) => {
    const kinds = steps.map(({ kind }) => kind)
    expect(kinds.indexOf('predict')).toBeLessThan(kinds.indexOf('run'))
    expect(kinds.indexOf('run')).toBeLessThan(kinds.indexOf('explain'))
    expect(kinds.at(-1)).toBe('change')
    for (const step of steps) if (step.kind === 'predict') expect(step.options.filter(({ right }) => right)).toHaveLength(1)
  })

  it('have an order without duplicates', () => {
    const orders = lessons.map(({ value }) => value.order)
    expect(new Set(orders).size).toBe(orders.length)
  })

  it('do not show the right answer first to any reader, nor last, in all of them', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const places = lessons.flatMap(({ slug, value }) =>
        value.steps.flatMap((step) => {
          if (step.kind !== 'predict') return []
          const order = shuffled(step.options.length, seed, slug)
          return [order.findIndex((at) => step.options[at]?.right)]
        }),
      )
      expect(places).toHaveLength(lessons.length)
      expect(new Set(places).size).toBeGreaterThan(1)
      expect(places.filter((place) => place === 0).length).toBeLessThan(lessons.length * 0.75)
    }
  })

  it('stand in chapters, each in one piece', () => {
    const chapters = lessons.toSorted((a, b) => a.value.order - b.value.order).map(({ value }) => value.chapter)
    expect(chapters.filter((chapter, at) => chapter !== chapters[at - 1])).toEqual(CHAPTERS)
  })

  it.each([
    ...all.map(([name, { asked }]) => [name, asked[0]] as const),
    ...changes.flatMap(([slug, { tries }]) => tries.map(({ run }) => [`${slug} change`, run] as const)),
  ])('%s asks for settings that exist', (_, run) => expect(refusedSettings(run)).toBeUndefined())
})

describe('on the recorded runs', () => {
  const recorded = readRecorded(readFileSync(path.join(CONTENT, 'recorded/teaching.ndjson'), 'utf8'))

  it.each(all)('%s', (_, { check, asked: [run, as], holds }) => {
    const events = recorded.get(experimentKey({ run, as })) ?? []
    expect(judge(check, events), 'npm run record').toMatchObject({ judged: true, holds })
  })

  it.each(all)('%s can turn out otherwise', (_, { check, asked: [run, as], holds }) => {
    const events = recorded.get(experimentKey({ run, as })) ?? []
    expect(judge(check, forge(check, events, !holds))).toMatchObject({ judged: true, holds: !holds })
  })
})

describe.skipIf(!liveRuns())('on live runs', () => {
  it.each(all)('%s', (_, { check, asked, holds }) => {
    const events = taken(asked)
    if (events) expect(judge(check, events)).toMatchObject({ judged: true, holds })
  })

  it.each(all)('%s can turn out otherwise', (_, { check, asked, holds }) => {
    const events = taken(asked)
    if (events) expect(judge(check, forge(check, events, !holds))).toMatchObject({ judged: true, holds: !holds })
  })

  it.each(changes)('%s: the goal is reached by some tries and not by others', (_, { tries, goal }) => {
    const runs = tries.map(({ run, as }) => taken([run, as]))
    if (runs.some((run) => run === undefined)) return
    const reached = runs.map((events) => events && judge(goal, events)).map((verdict) => verdict?.judged && verdict.holds)
    expect(reached).toContain(true)
    expect(reached).toContain(false)
  })
})
