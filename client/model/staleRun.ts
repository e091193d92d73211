/** Whether a shown run answers what the page's settings ask. Pure. */
import type { Catalog } from '../../protocol/catalog.ts'
import type { EventOf } from '../../protocol/events.ts'
import { commandOf, ranCommand, sameCommand, unsaid } from './command.ts'
import { type ColumnChoice, SAME_SETTINGS, type SharedSettings } from './link.ts'

/**
 * `no`: the run answers what the page asks, or there is no run yet. `not-run`: the settings have changed since, or differ from those
 * of the recording. `stored`: a run of its own, which the link names, made with other settings.
 */
export type Staleness = 'no' | 'not-run' | 'stored'

interface ShownAs {
  /** The first line of the run; undefined if the log is still empty. */
  hello: EventOf<'hello'> | undefined
  column: ColumnChoice
  /** The page's settings now. */
  settings: SharedSettings
  /** The page's settings when the run was asked for: a real program's run does not say them. */
  asked: SharedSettings
}

export function stalenessOf({ hello, column, settings, asked }: ShownAs, catalog: Catalog): Staleness {
  if (!hello) return 'no'
  const { strategy, edition, set, specimen, recording } = column
  if (specimen !== undefined) {
    return specimen !== SAME_SETTINGS || sameCommand(sharedCommand(asked), sharedCommand(settings)) ? 'no' : 'not-run'
  }
  const ran = ranCommand(hello.argv)
  if (recording !== undefined) {
    // A traced program has no settings of ours. Its strategy is not the page's question either.
    if (hello.strategy === null) return 'stored'
    const same = { ...settings, strategy: hello.strategy }
    return sameCommand(ran, commandOf(same), [...ownWords(ran), ...unsaid(same, catalog)]) ? 'no' : 'stored'
  }
  const wanted = { ...settings, strategy, ...(edition !== undefined && { edition }), ...(set && { set }) }
  return sameCommand(ran, commandOf(wanted), unsaid(wanted, catalog)) ? 'no' : 'not-run'
}

const sharedCommand = (settings: SharedSettings): string => commandOf({ ...settings, strategy: '' })

/** What a column chooses for itself: a stored run keeps its own. */
function ownWords(command: string): string[] {
  return [...command.matchAll(/--(?:edition|set) \S+/g)].map(([word]) => word)
}
