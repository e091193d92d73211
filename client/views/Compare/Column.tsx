/** One strategy: its head and its seven cells. What is lit is lit in this column only. */
import { type CSSProperties, useMemo, useState } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import { PHASES } from '../../../protocol/phases.ts'
import { listingOf, notesOf } from '../../content/bundled.ts'
import { cellsOf } from '../../model/cells.ts'
import { factsOf } from '../../model/facts.ts'
import type { RunLog } from '../../store/runLog.ts'
import { useRunLog } from '../../store/useRunLog.ts'
import { type Language, useMessages } from '../../ui/language.ts'
import { Cell } from './Cell.tsx'
import { ColumnHead } from './ColumnHead.tsx'

interface ColumnProps {
  at: number
  id: string
  catalog: Catalog
  log: RunLog
  command: string
  language: Language
  onChange: (id: string) => void
}

export function Column({ at, id, catalog, log, command, language, onChange }: ColumnProps) {
  const words = useMessages()
  const version = useRunLog(log)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the log grows in place; its version tells.
  const { cells, facts } = useMemo(() => ({ cells: cellsOf(log.events), facts: factsOf(log.events) }), [log, version])
  const [hovered, setHovered] = useState<string | null>(null)
  const [pinned, setPinned] = useState<string | null>(null)
  const listing = listingOf(id)
  const notes = notesOf(id, language)
  const title = catalog.strategies.find((strategy) => strategy.id === id)?.title ?? id
  const lighting = { lit: hovered ?? pinned, onHover: setHovered, onPin: (step: string | null) => setPinned(step === pinned ? null : step) }

  return (
    <section className="column" aria-label={title} data-source={log.source} style={{ '--column': at + 1 } as CSSProperties}>
      <ColumnHead at={at} id={id} title={title} catalog={catalog} log={log} facts={facts} command={command} onChange={onChange} />
      {PHASES.map((phase) => (
        <Cell
          key={phase}
          phase={phase}
          steps={listing.steps.filter((step) => step.phase === phase)}
          notes={notes}
          passed={facts.passed}
          rows={cells[phase]}
          conditions={phase === 'decide' ? facts.decide?.conditions : undefined}
          {...lighting}
        />
      ))}
      {log.gaps.length > 0 && <p className="gap">{words.gaps(log.gaps.length)}</p>}
    </section>
  )
}
