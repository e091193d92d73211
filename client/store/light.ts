/** The lighting of runs side by side: one target in one run. Pure. */
import type { Target } from '../model/lighting.ts'
import type { RunLog } from './runLog.ts'

export interface Light {
  run: number
  target: Target
}

/** A click pins a target. A second click on it, or a click on nothing, releases it. */
export function pinned(before: Light | null, run: number, target: Target | null): Light | null {
  return target === null || (before?.run === run && same(before.target, target)) ? null : { run, target }
}

/** What the light shows in a run. A signal lights up in every run, a step of the code only in its own. */
export function litIn(light: Light | null, run: number): Target | null {
  return light && (light.run === run || light.target.kind === 'signal') ? light.target : null
}

/** Moves the light after the runs changed. It follows its run, or stays in place for a replacement; without either it goes out. */
export function moved(light: Light | null, before: readonly RunLog[], now: readonly RunLog[]): Light | null {
  const log = light && before[light.run]
  if (!log) return light
  const run = now.indexOf(log)
  if (run !== -1) return run === light.run ? light : { ...light, run }
  return now.length === before.length ? light : null
}

function same(a: Target, b: Target): boolean {
  if (a.kind === 'mark' && b.kind === 'mark') return a.mark === b.mark
  if (a.kind === 'step' && b.kind === 'step') return a.step.seq === b.step.seq
  return a.kind === 'signal' && b.kind === 'signal' && a.signal === b.signal
}
