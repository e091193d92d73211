import { useMemo } from 'react'
import type { Figure } from '../../model/figure.ts'
import { timelineOf } from '../../model/timeline.ts'
import { TimelineLegend } from './TimelineLegend.tsx'

/** One legend for several pictures. */
export function CommonLegend({ figures }: { figures: readonly Figure[] }) {
  const versions = figures.map(({ version }) => version).join()
  const stories = figures.map(({ story }) => story)
  // biome-ignore lint/correctness/useExhaustiveDependencies: stories grow in place; their versions change.
  const models = useMemo(() => stories.map(timelineOf), [versions, ...stories])
  return <TimelineLegend models={models} />
}
