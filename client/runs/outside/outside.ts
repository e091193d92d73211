/**
 * The one interface to the outside, which describes what can run, runs it and stores runs. Either a server implements it, or
 * the plain files that the page was built with (docs/decisions/0040). The build chooses between the two: chosen.ts.
 */
import type { BenchAnswer, BenchSettings } from '../../../protocol/bench.ts'
import type { Catalog, Check } from '../../../protocol/catalog.ts'
import type { SourceLines } from '../../../protocol/sources.ts'
import type { Connection, LiveConnection } from '../../transport/live.ts'
import type { Sink } from '../../transport/source.ts'

/** `none`: no server answers. `files`: there is no server by design, and the page plays recordings. */
export type Reach = Connection | { is: 'none' } | { is: 'files' }

export interface Described {
  catalog: Catalog | null
  /** What works on the machine that runs; null if there is no such machine. */
  check: Check | null
  /** Whether the page can request runs. */
  answers: boolean
}

export interface Outside {
  describe(): Promise<Described>
  /** Opens the connection for runs, and reports its state until it is closed. */
  connect(tell: (reach: Reach) => void): Promise<LiveConnection>
  /** Plays a stored run by its id, or tells the sink why that failed. */
  stored(id: string, sink: Sink): Promise<void>
  /** Some lines of an installed toolchain. Null if nobody answers. */
  sourceLines(id: string): Promise<SourceLines | null>
  /** Passes on every line of a measurement; resolves after the last. */
  measure(settings: BenchSettings, say: (line: BenchAnswer) => void, signal: AbortSignal): Promise<void>
}
