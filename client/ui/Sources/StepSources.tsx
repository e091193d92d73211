import { sourcesOfStep } from '../../content/sources.ts'
import { SourceList } from './SourceList.tsx'

/** Where upstream does what a step of our C does. Loaded on demand, because it brings the texts of all sources. */
export function StepSources({ strategy, step }: { strategy: string; step: string }) {
  return <SourceList sources={sourcesOfStep(strategy, step)} />
}
