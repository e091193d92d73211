/** Judges every claim on live runs of the real helper, and shows that each check can fail. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { CONTENT, filesOf } from '../build/content/contentFiles.ts'
import { contentExperiments } from '../build/content/experiments.ts'
import { readRecorded } from '../build/content/recordedFile.ts'
import { experimentKey } from '../client/model/claims/experimentKey.ts'
import { judge } from '../client/model/claims/judge.ts'
import { verdictOf } from '../client/model/claims/verdict.ts'
import { liveRuns } from '../native/tests/liveRuns.ts'
import { Claim, PLACES, type Trial } from '../protocol/claims.ts'
import { forge } from './testing/forge.ts'
import { eventsOf, refusedSettings } from './testing/running.ts'

const claims = filesOf('claims').flatMap(({ value }) => value)
const trials = claims.flatMap((claim) => claim.trials.map((trial, at): [string, Claim, Trial] => [`${claim.id} ${at + 1}`, claim, trial]))
const checkOf = (claim: Claim, trial: Trial) => {
  const check = trial.check ?? claim.check
  if (!check) throw new Error(`${claim.id}: a trial without a check; give the claim one`)
  return check
}

describe('claims as data', () => {
  it('stand in the order of the article, and leave no section out', () => {
    const places = claims.map(({ place }) => PLACES.indexOf(place))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(new Set(places).size).toBe(PLACES.length)
    expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length)
  })

  it.each(claims.map((claim) => [claim.id, claim] as const))('%s: the verdict is what its trials come to', (_, claim) => {
    if (claim.trials.length > 0) return expect(verdictOf(claim.trials, claim.asks)).toBe(claim.verdict)
    // Without a run, readers judge a claim by its sources, so it must name some.
    expect(claim.verdict === 'cannot-be-seen' || (claim.sources?.length ?? 0) > 0 || (claim.real?.length ?? 0) > 0).toBe(true)
  })

  it('a question is answered, not judged', () => {
    const asked = claims.filter(({ asks }) => asks)
    expect(asked.map(({ id }) => id)).toContain('reset-all-signals')
    expect(asked.filter(({ answer, verdict }) => answer === undefined || !verdict.startsWith('answer-'))).toEqual([])
    const [yes, no] = [true, false].map((expect) => ({ run: { strategy: 'rust', edition: 'today' }, expect }))
    if (!yes || !no) throw new Error('two trials')
    expect([[yes], [no], [yes, no], [no, { ...yes, control: true }]].map((trials) => verdictOf(trials, true))).toEqual([
      'answer-yes',
      'answer-no',
      'answer-depends',
      'answer-no',
    ])
  })

  it('a question without an answer is refused, and a sentence with one', () => {
    const [asked, said] = [claims.find(({ asks }) => asks), claims.find(({ asks }) => !asks)]
    expect(Claim.safeParse({ ...asked, answer: undefined }).success).toBe(false)
    expect(Claim.safeParse({ ...asked, verdict: 'never-held' }).success).toBe(false)
    expect(Claim.safeParse({ ...said, verdict: 'answer-no' }).success).toBe(false)
  })

  it.each(claims.filter(({ verdict }) => verdict === 'depends' || verdict === 'answer-depends').map((claim) => [claim.id, claim] as const))(
    '%s says on what it depends',
    (_, claim) => {
      expect(claim.environments?.map(({ holds }) => holds)).toEqual(expect.arrayContaining([true, false]))
    },
  )

  it.each(trials)('%s asks for settings that exist', (_, __, { run }) => {
    expect(refusedSettings(run)).toBeUndefined()
  })
})

describe.skipIf(!liveRuns())('claims on live runs', () => {
  it.each(trials)('%s', (_, claim, trial) => {
    const events = eventsOf(trial.run, trial.as)
    if (!events) return expect(process.env.CI, `${claim.id} wants a privileged parent: run the tests as root`).not.toBe('true')
    expect(judge(checkOf(claim, trial), events)).toMatchObject({ judged: true, holds: trial.expect })
  })

  it.each(trials)('%s can fail: other events turn it', (_, claim, trial) => {
    const events = eventsOf(trial.run, trial.as)
    if (!events) return
    const check = checkOf(claim, trial)
    const turned = forge(check, events, !trial.expect)
    expect(judge(check, turned)).toMatchObject({ judged: true, holds: !trial.expect })
    expect(judge({ kind: 'not', of: check }, events)).toMatchObject({ holds: !trial.expect })
  })

  it.each(trials)('%s shows events as evidence, or says what is not there', (_, claim, trial) => {
    const events = eventsOf(trial.run, trial.as)
    if (!events) return
    const verdict = judge(checkOf(claim, trial), events)
    const seqs = new Set(events.map(({ seq }) => seq))
    if (!verdict.judged) throw new Error('the run was not judged')
    expect(verdict.evidence.length + verdict.absent.length).toBeGreaterThan(0)
    expect(verdict.evidence.filter((seq) => !seqs.has(seq))).toEqual([])
  })

  it('a run that was cut off proves nothing', () => {
    const events = eventsOf({ strategy: 'rust' }, 'any') ?? []
    expect(judge({ kind: 'calls', call: 'getgid', most: 0 }, events.slice(0, -1))).toEqual({ judged: false, why: 'cut-off' })
    expect(judge({ kind: 'calls', call: 'getgid', most: 0 }, [])).toEqual({ judged: false, why: 'no-run' })
  })
})

describe('recorded runs, for a page without live ones', () => {
  const recorded = readRecorded(readFileSync(path.join(CONTENT, 'recorded/teaching.ndjson'), 'utf8'))

  it('are exactly those that the content refers to', () => {
    expect([...recorded.keys()], 'npm run record').toEqual(contentExperiments().map(({ key }) => key))
  })

  it.each(trials)('%s is judged alike', (_, claim, trial) => {
    expect(judge(checkOf(claim, trial), recorded.get(experimentKey(trial)) ?? [])).toMatchObject({ judged: true, holds: trial.expect })
  })
})
