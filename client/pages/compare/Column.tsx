/** One run of the comparison: its head and its seven cells. */
import { type CSSProperties, memo, useMemo } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import { PHASES, type Phase } from '../../../protocol/phases.ts'
import { factsOf } from '../../model/facts.ts'
import type { Figure } from '../../model/figure.ts'
import type { ColumnChoice, SharedSettings } from '../../model/link.ts'
import { codeBehind } from '../../model/realProgram.ts'
import type { Staleness } from '../../model/staleRun.ts'
import type { Step } from '../../model/story.ts'
import type { RunLog } from '../../store/runLog.ts'
import { Boundary } from '../../ui/Boundary.tsx'
import { Later } from '../../ui/Later.tsx'
import { useCode } from '../../ui/useCode.ts'
import { Timeline } from '../../views/Timeline/Timeline.tsx'
import { useMessages } from '../../words/messages.ts'
import { Cell } from './Cell.tsx'
import { ColumnHead } from './ColumnHead.tsx'
import type { LatestRuns } from './latestRuns.ts'
import type { ColumnActs } from './useColumnActs.ts'
import './columns.css'

/** Row by row, so that a row has its height before the next appears below it. */
const HEAD = 8

interface ColumnProps {
  at: number
  figure: Figure
  /** This run is the one being stepped through. */
  leads: boolean
  choice: ColumnChoice
  catalog: Catalog
  settings: SharedSettings
  log: RunLog
  latest: LatestRuns
  stale: Staleness
  acts: ColumnActs
  /** There is no other column, so this one cannot be removed. */
  only: boolean
  /** By phase, the calls that no other column makes. */
  own: ReadonlySet<string>
}

export const Column = memo(function Column({ at, figure, leads, choice, catalog, settings, log, latest, stale, acts, only, own }: ColumnProps) {
  const words = useMessages()
  const { story, version } = figure
  // biome-ignore lint/correctness/useExhaustiveDependencies: the log grows in place; its version changes.
  const { facts, cells } = useMemo(() => ({ facts: factsOf(log.events), cells: cellsOf(story.steps) }), [log, story, version])
  const id = facts.hello?.strategy ?? choice.strategy
  const { listing, notes } = useCode(codeBehind(choice, facts.hello))

  return (
    <section
      className="column"
      aria-label={figure.title}
      data-source={log.source}
      data-leads={leads}
      data-stale={stale}
      style={{ '--column': at + 1 } as CSSProperties}
    >
      <Later order={HEAD}>
        <ColumnHead {...{ at, title: figure.title, leads, choice, catalog, settings, log, latest, facts, stale, acts, only }}>
          <Boundary of={figure}>
            <Timeline figure={figure} size="compact" />
          </Boundary>
        </ColumnHead>
      </Later>
      {PHASES.map((phase, row) => (
        <Later key={phase} order={HEAD + 1 + row}>
          <Cell
            strategy={id}
            phase={phase}
            listing={listing}
            notes={notes}
            passed={facts.passed}
            steps={cells[phase]}
            conditions={phase === 'decide' ? facts.decide?.conditions : undefined}
            figure={figure}
            own={own}
          />
        </Later>
      ))}
      {log.gaps.length > 0 && <p className="gap">{words.gaps(log.gaps.length)}</p>}
    </section>
  )
})

function cellsOf(steps: readonly Step[]): Record<Phase, Step[]> {
  const cells = Object.fromEntries(PHASES.map((phase): [Phase, Step[]] => [phase, []])) as Record<Phase, Step[]>
  for (const step of steps) if (step.phase !== null) cells[step.phase].push(step)
  return cells
}
