/** What the atlas shows, and the address that says so: `/atlas/ROW/QUESTION/RUNTIME/TOPIC/SHOWN_RELEASES`. Pure. */
import { ATLAS_TOPICS, type AtlasRow, type AtlasTopic } from '../../../protocol/atlas.ts'

export const EVERY = 'any'
export const SHOWN_RELEASES = ['newest', 'all', 'ours', 'real'] as const
export type Releases = (typeof SHOWN_RELEASES)[number]

export interface AtlasView {
  /** The open cell. */
  row: string | null
  question: string | null
  /** One runtime, by the id of its strategy or card. */
  runtime: string | null
  topic: AtlasTopic | null
  releases: Releases
}

export const WHOLE: AtlasView = { row: null, question: null, runtime: null, topic: null, releases: 'newest' }

type Params = Partial<Record<'row' | 'question' | 'runtime' | 'topic' | 'releases', string>>

/** A word that the lists do not have filters nothing. */
export function readView({ row = EVERY, question = EVERY, runtime = EVERY, topic, releases }: Params): AtlasView {
  const named = (word: string): string | null => (word === EVERY ? null : word)
  return {
    row: named(row),
    question: named(question),
    runtime: named(runtime),
    topic: ATLAS_TOPICS.find((one) => one === topic) ?? null,
    releases: SHOWN_RELEASES.find((one) => one === releases) ?? WHOLE.releases,
  }
}

/** Words at the end that say nothing are left out. The ids of rows need no encoding (protocol/atlas.ts). */
export function atlasPath({ row, question, runtime, topic, releases }: AtlasView): string {
  const words = [row ?? EVERY, question ?? EVERY, runtime ?? EVERY, topic ?? EVERY, releases === WHOLE.releases ? EVERY : releases]
  const last = words.findLastIndex((word) => word !== EVERY)
  return ['/atlas', ...words.slice(0, last + 1)].join('/')
}

/** The rows to show. The open one is always among them. */
export function shownRows(rows: readonly AtlasRow[], view: AtlasView): AtlasRow[] {
  return rows.filter((row) => {
    if (row.id === view.row) return true
    if (view.runtime !== null && row.of !== view.runtime) return false
    if (view.releases === 'all') return true
    if (view.releases === 'newest') return isNewest(row, rows)
    return row.kind === view.releases
  })
}

/** The last of its kind: rows of a runtime stand in the order of their releases. */
function isNewest(row: AtlasRow, rows: readonly AtlasRow[]): boolean {
  return rows.findLast(({ of, kind }) => of === row.of && kind === row.kind) === row
}

/** The row that shows the other side of the same: ours beside a real program, a real program beside ours. */
export function besideIt(row: AtlasRow, rows: readonly AtlasRow[]): AtlasRow | undefined {
  const others = rows.filter((other) => other.of === row.of && other.kind !== row.kind)
  return others.findLast(({ edition }) => edition === row.edition && edition !== null)
}
