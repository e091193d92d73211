/** What came of the Lab's runs: the focused one with all its views, the terminal, and the table of the runs side by side. */
import { memo, useCallback, useEffect, useMemo, useRef } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import { NearestOffer } from '../../figures/NearestOffer.tsx'
import { Stage } from '../../figures/Stage.tsx'
import { signalsOf } from '../../figures/signalsOf.ts'
import { linkOf, storedColumn } from '../../model/link.ts'
import { runName } from '../../model/runName.ts'
import type { Capabilities } from '../../runs/capabilities.ts'
import { nextFrame } from '../../runs/nextFrame.ts'
import type { StateChange } from '../../runs/usePageState.ts'
import { useFigures } from '../../store/useFigures.ts'
import { Boundary } from '../../ui/Boundary.tsx'
import { Later } from '../../ui/Later.tsx'
import { Stepper } from '../../views/Stepper/Stepper.tsx'
import { Timeline } from '../../views/Timeline/Timeline.tsx'
import { useLabWords } from '../../words/labWords.ts'
import { Held } from './Held.tsx'
import { LabConsole } from './LabConsole.tsx'
import { LabRuns as LabRunsTable } from './LabRuns.tsx'
import { useFreshAt } from './useFreshAt.ts'
import { type LabActs, storedIds } from './useLabActs.ts'
import { type LabRuns, useShownRuns } from './useLabRuns.ts'

/** The stage orders its own parts (Stage.tsx). */
const ORDER = { runs: -2, stage: -1 }

interface LabFiguresProps {
  lab: LabRuns
  acts: LabActs
  catalog: Catalog
  capabilities: Capabilities
  at: number | undefined
  onChange: (part: StateChange) => void
}

export const LabFigures = memo(function LabFigures({ lab, acts, catalog, capabilities, at: given, onChange }: LabFiguresProps) {
  const words = useLabWords()
  const { runs, focus, drawn } = useShownRuns(lab)
  const at = useFreshAt(given, drawn)
  const latest = useRef(at)
  latest.current = at
  useEffect(() => {
    // The figures first.
    if (given !== at) nextFrame(() => latest.current === undefined && onChange({ at: undefined }))
  }, [given, at, onChange])

  const logs = useMemo(() => (focus ? [focus.log] : []), [focus])
  const titles = useMemo(() => (focus ? [runName(focus.settings)] : []), [focus])
  const onAt = useCallback((seq: number) => onChange({ at: seq }), [onChange])
  const [figure] = useFigures({ titles, logs, focus: 0, at, onAt })
  const asked = useMemo(() => [...new Set(['PIPE', ...signalsOf(focus?.settings ?? {})])], [focus])
  const look = useCallback((id: number) => lab.store.look(id), [lab])
  const drop = useCallback((id: number) => lab.store.drop(id), [lab])
  const stored = storedIds(runs)

  return (
    <>
      <h2 className="visually-hidden" translate="no">
        {focus ? runName(focus.settings) : words.console}
      </h2>
      <div className="lab-screen" data-fills>
        {figure && <Stepper figure={figure} keys />}
        {/* At once: it stands above the terminal, and would push it down. */}
        {figure && (
          <Boundary of={figure}>
            <Timeline figure={figure} keys />
          </Boundary>
        )}
        <LabConsole {...{ lab, acts, catalog, capabilities, focus, figure }} onLook={look} />
      </div>
      {focus?.log.refusal?.code === 'not_recorded' && <NearestOffer wanted={focus.settings} catalog={catalog} onTake={acts.take} />}
      {figure && focus && (
        <Later order={ORDER.stage}>
          <Held log={focus.log} figure={figure} />
          <Stage figure={figure} strategy={focus.settings.strategy} catalog={catalog} asked={asked} part="below" />
        </Later>
      )}
      <Later order={ORDER.runs}>
        <div className="lab-runs-head">
          <h2>{words.runs}</h2>
          {stored.length > 1 && <a href={`#/?${linkOf({ columns: stored.map(storedColumn) })}`}>{words.openInCompare}</a>}
        </div>
        <LabRunsTable runs={runs} focus={focus?.id ?? null} catalog={catalog} onLook={look} onTake={acts.setSettings} onDrop={drop} />
      </Later>
    </>
  )
})
