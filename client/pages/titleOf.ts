/** A column's title says what is in it, never its number. Pure. */
import type { Catalog } from '../../protocol/catalog.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import type { ColumnChoice } from '../model/link.ts'

/** "Rust: std::process::Command", "Go: os/exec · 1.9", "Nim: osproc.startProcess · use_fork". */
export function titleOf({ strategy, edition, set = {}, recording }: ColumnChoice, events: readonly TraceEvent[], catalog: Catalog): string {
  const hello = events[0]?.kind === 'hello' ? events[0] : undefined
  const id = recording === undefined ? strategy : (hello?.strategy ?? recording)
  const known = [...catalog.strategies, ...catalog.hazards].find((one) => one.id === id)
  const own = Object.entries(set).map(([key, value]) => (value === 'true' ? key : `${key}=${value}`))
  const shown = recording === undefined ? edition : hello?.edition
  return [known?.title ?? id, ...(shown ? [shown] : []), ...own].join(' · ')
}
