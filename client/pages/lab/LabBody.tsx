import { memo, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import type { RunSettings } from '../../../protocol/runSettings.ts'
import { loadRefusalWords } from '../../content/refusalWords.ts'
import type { GridChoice } from '../../model/grid.ts'
import type { Capabilities } from '../../runs/capabilities.ts'
import type { StateChange } from '../../runs/usePageState.ts'
import type { RunLog } from '../../store/runLog.ts'
import { onFirstUse } from '../../ui/firstUse.ts'
import { Later } from '../../ui/Later.tsx'
import { useLabWords } from '../../words/labWords.ts'
import { useLanguage } from '../../words/language.ts'
import { hasTwoColumns } from './hasTwoColumns.ts'
import { LabBench } from './LabBench.tsx'
import { LabGrid } from './LabGrid.tsx'
import { LabSettings } from './settings/LabSettings.tsx'
import { useLabActs } from './useLabActs.ts'
import { useLabRuns } from './useLabRuns.ts'
import './lab.css'

/** From top to bottom. The bench orders its own parts. */
const ORDER = { settings: -4, bench: -3, grid: 5 }

interface LabBodyProps {
  catalog: Catalog
  capabilities: Capabilities
  settings: RunSettings
  /** Ids of the runs that the link names. */
  stored: readonly string[]
  at: number | undefined
  /** What the link says of the grid. */
  gridChoice: GridChoice | undefined
  /** A link asked for a run or a grid. */
  fromLink: boolean
  root: boolean
  onChange: (part: StateChange) => void
  /** The reader has pressed a button that runs. */
  onRun: () => void
}

/** It follows no run: settings and grid are drawn anew when they change, and only then. */
export const LabBody = memo(function LabBody({ catalog, capabilities, settings, stored, at, gridChoice, fromLink, root, onChange, onRun }: LabBodyProps) {
  const language = useLanguage()
  // Loaded before anything can be asked for, because the terminal prints a refusal at once.
  useEffect(() => onFirstUse(() => void loadRefusalWords(language)), [language])
  // Read once, because from then on the link follows the runs.
  const [opened] = useState(stored)
  const lab = useLabRuns(capabilities, catalog, settings, opened)
  // Where one column has to do, who opens a link gets what it asks for, not how it was set.
  const [unfolded, setUnfolded] = useState(() => !fromLink || hasTwoColumns())
  const bench = useRef<HTMLDivElement>(null)
  const onPress = useCallback(() => {
    onRun()
    if (!hasTwoColumns()) setUnfolded(false)
    // Once the settings are folded away: what a button asks for and what comes of it are then on one screen.
    requestAnimationFrame(() => bench.current?.scrollIntoView({ block: 'start', behavior: 'instant' }))
  }, [onRun])
  const acts = useLabActs({ lab, onChange, onPress })
  // Who opens a link to a grid asks for the grid.
  const [gridFirst] = useState(gridChoice !== undefined)
  const onChoice = useCallback((choice: GridChoice) => onChange({ grid: choice }), [onChange])
  const onOpen = useCallback(
    (own: RunSettings, log: RunLog) => {
      lab.store.keep(own, log)
      bench.current?.querySelector('.lab-screen')?.scrollIntoView({ block: 'start' })
    },
    [lab],
  )
  const grid = useMemo(() => {
    const own = <LabGrid {...{ catalog, capabilities, settings, root, onChoice, onOpen }} choice={gridChoice} />
    return gridFirst ? own : <Later order={ORDER.grid}>{own}</Later>
  }, [catalog, capabilities, settings, root, onChoice, onOpen, gridChoice, gridFirst])

  const fold = useMemo(
    () => (
      <Later order={ORDER.settings}>
        <Fold open={unfolded} onToggle={setUnfolded}>
          {/* Recordings as root exist, too. */}
          <LabSettings {...{ settings, catalog }} root={root || capabilities.reach.is === 'files'} onChange={acts.setSettings} onReset={acts.reset} />
        </Fold>
      </Later>
    ),
    [unfolded, settings, catalog, root, capabilities.reach.is, acts],
  )

  return (
    <div className="lab">
      {fold}
      <Later order={ORDER.bench}>
        <LabBench
          {...{ lab, acts, catalog, capabilities, settings, opened, at, onChange }}
          element={bench}
          above={gridFirst && grid}
          below={!gridFirst && grid}
        />
      </Later>
    </div>
  )
})

function Fold({ open, onToggle, children }: { open: boolean; onToggle: (open: boolean) => void; children: ReactNode }) {
  const words = useLabWords()
  return (
    <details className="lab-fold" open={open} onToggle={(event) => onToggle(event.currentTarget.open)}>
      <summary>{words.settings}</summary>
      {children}
    </details>
  )
}
