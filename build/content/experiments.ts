/** Every run that the content names, with all checks on it. */

import { experimentKey } from '../../client/model/claims/experimentKey.ts'
import type { AsWhom } from '../../client/model/claims/settingsAs.ts'
import type { RunCheck } from '../../protocol/claims.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { filesOf } from './contentFiles.ts'

export interface ContentExperiment {
  key: string
  run: RunSettings
  as: AsWhom | undefined
  checks: RunCheck[]
}

/** In the order of their keys. A run that is named twice is there once. */
export function contentExperiments(): ContentExperiment[] {
  const found = new Map<string, ContentExperiment>()
  const take = (run: RunSettings, as: AsWhom | undefined, checks: readonly (RunCheck | undefined)[]): void => {
    const key = experimentKey({ run, as })
    const known = found.get(key) ?? { key, run, as, checks: [] }
    found.set(key, { ...known, checks: [...known.checks, ...checks.filter((check) => check !== undefined)] })
  }
  for (const { value } of filesOf('claims')) for (const claim of value) for (const { run, as, check } of claim.trials) take(run, as, [check ?? claim.check])
  for (const { value } of filesOf('incidents')) for (const { run, as, check } of value) take(run, as, [check])
  for (const { value } of filesOf('lessons')) {
    const checked = value.steps.flatMap((step): { check?: RunCheck | undefined; of?: number | undefined }[] =>
      step.kind === 'predict' ? step.options : step.kind === 'explain' ? step.facts : [],
    )
    value.runs.forEach(({ run, as }, at) => {
      take(
        run,
        as,
        checked.filter(({ of = 0 }) => of === at).map(({ check }) => check),
      )
    })
    for (const step of value.steps) if (step.kind === 'change') for (const { run, as } of step.tries) take(run, as, [step.goal])
  }
  return [...found.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1))
}
