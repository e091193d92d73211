/** The only lines of a toolchain that are ever shown, as content/sources/installed.json says: by id, file, and the line they begin at. */
import rows from '../../content/sources/installed.json' with { type: 'json' }
import { InstalledSources, type Toolchain } from '../../protocol/sources.ts'

export interface SourcePlace {
  toolchain: Toolchain
  file: string
  begins: RegExp
  /** Lines before and from there on. */
  before: number
  count: number
}

/** Ids are those of content/sources/. */
export const SOURCE_TABLE: Readonly<Record<string, SourcePlace>> = Object.fromEntries(
  Object.entries(InstalledSources.parse(rows)).map(([id, { begins, ...place }]) => [id, { ...place, begins: new RegExp(begins) }]),
)
