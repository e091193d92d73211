/** Ready links into the Lab, which other pages offer by name. Pure. */
import type { RunSettings } from '../../protocol/runSettings.ts'
import { frozen } from './freeze.ts'
import type { GridChoice } from './grid.ts'
import { labState } from './labLink.ts'
import { linkOf } from './link.ts'

/** A handler, so that a signal shows in whose memory it runs. */
const HELD: RunSettings = frozen({ strategy: 'vfork', signal: { INT: 'handle' } })
const WHO_PASSES_INT: GridChoice = { vary: 'signal', signal: 'INT', only: 'ignore', editions: true }

/** A child that is held until the reader lets go: one press on Run, and its parent stands in D. */
export const HELD_CHILD_LINK = `#/lab?${linkOf(labState(HELD))}`
/** Who passes an ignored SIGINT on, then and now: one press fills the grid. */
export const IGNORED_SIGINT_LINK = `#/lab?${linkOf({ grid: WHO_PASSES_INT })}`
