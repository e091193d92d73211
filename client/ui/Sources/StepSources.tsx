import { sourcesOfStep } from '../../content/teaching.ts'
import { SourceList } from './SourceList.tsx'

/** Where upstream does what a step of our C does. Fetched when somebody asks: the words of all sources come along. */
export function StepSources({ strategy, step }: { strategy: string; step: string }) {
  return <SourceList sources={sourcesOfStep(strategy, step)} />
}
