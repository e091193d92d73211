/**
 * The one seam to the outside: who tells what can be run, runs it, and keeps what was run. A server does, or the plain
 * files that a page was built with (docs/decisions/0040). Which of the two is settled when the page is built: chosen.ts.
 */
import type { BenchAnswer, BenchSettings } from '../../../protocol/bench.ts'
import type { Catalog, Check } from '../../../protocol/catalog.ts'
import type { SourceLines } from '../../../protocol/sources.ts'
import type { Connection, Live } from '../../transport/live.ts'
import type { Sink } from '../../transport/source.ts'

/** `none`: no server answers. `files`: there is none by design, and what is asked for is played as far as it was recorded. */
export type Reach = Connection | { is: 'none' } | { is: 'files' }

export interface Described {
  catalog: Catalog | null
  /** What works on the machine that runs; null where none does. */
  check: Check | null
  /** Can runs be asked for? */
  answers: boolean
}

export interface Outside {
  describe(): Promise<Described>
  /** Opens the road for runs, and tells of its state until it is closed. */
  connect(tell: (reach: Reach) => void): Promise<Live>
  /** Plays a run that was kept under an id; where it cannot be had, the sink is told why. */
  stored(id: string, sink: Sink): Promise<void>
  /** Some lines of an installed toolchain. Null where nobody answers. */
  sourceLines(id: string): Promise<SourceLines | null>
  /** Says every line of a measurement; resolves after the last. */
  measure(settings: BenchSettings, say: (line: BenchAnswer) => void, signal: AbortSignal): Promise<void>
}
