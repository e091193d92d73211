/** A column's title: what it shows, never its number. Pure. */
import type { Catalog } from '../../protocol/catalog.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import type { Language } from '../../protocol/language.ts'
import { strategyTitle } from '../content/catalogWords.ts'
import { helloOf } from '../model/helloOf.ts'
import { runnable } from '../model/known.ts'
import { type ColumnChoice, SAME_SETTINGS } from '../model/link.ts'
import { realProgramOf, recordedName, tracedProgram } from '../model/realProgram.ts'

/** "Rust: std::process::Command", "Go: os/exec · 1.9", "Nim: osproc.startProcess · use_fork", and by `real`: "Go 1.26.8 (real) · missing". */
export function titleOf(
  { strategy, edition, set = {}, specimen, recording }: ColumnChoice,
  events: readonly TraceEvent[],
  catalog: Catalog,
  real: (name: string) => string,
  language: Language,
): string {
  if (specimen !== undefined) {
    // A recording carries its own name; a live run has the one that the server found.
    const here = catalog.specimens?.find((one) => one.strategy === strategy)
    return [real(recordedName(events) ?? (here ? `${here.runtime} ${here.version}` : strategy)), ...(specimen === SAME_SETTINGS ? [] : [specimen])].join(' · ')
  }
  const stored = realProgramOf(events)
  // The release recorded then may differ from the one installed now.
  if (stored !== undefined) return real(catalog.specimens?.find((one) => one.strategy === stored)?.runtime ?? stored)
  const hello = helloOf(events)
  const traced = tracedProgram(events)
  if (traced !== undefined) return traced
  const id = recording === undefined ? strategy : (hello?.strategy ?? recording)
  const known = runnable(catalog).find((one) => one.id === id)
  const own = Object.entries(set).map(([key, value]) => (value === 'on' ? key : `${key}=${value}`))
  const shown = recording === undefined ? edition : hello?.edition
  return [known ? strategyTitle(known, language) : id, ...(shown ? [shown] : []), ...own].join(' · ')
}
