/** The link that runs a cell's run again: ours and the real program side by side in Compare. Pure. */
import { type AtlasRow, type AtlasRunName, atlasRun } from '../../../protocol/atlas.ts'
import { type ColumnChoice, linkOf, SAME_SETTINGS, type SharedSettings } from '../link.ts'

const NOBODY = 65534
/** What our columns are asked for where the specimen has a setting of its own. */
const SETTINGS: Partial<Record<AtlasRunName, SharedSettings>> = { directory: { cwd: '/tmp' }, missing: { target: 'missing' } }

export function compareLink({ of, kind, edition }: Pick<AtlasRow, 'of' | 'kind' | 'edition'>, run: AtlasRunName): string {
  const { signals, as } = atlasRun(run)
  const real: ColumnChoice = { strategy: of, specimen: SAME_SETTINGS }
  const ours: ColumnChoice = { strategy: of, ...(edition !== null && { edition }), ...(run === 'user' && { set: userOf(of) }) }
  const recreated = kind === 'ours' || edition !== null
  const settings: SharedSettings = { ...signals, ...SETTINGS[run], uid: as === 'root' ? 0 : NOBODY }
  return `#/compare?${linkOf({ columns: recreated ? [ours, real] : [real], settings })}`
}

/** The strategy's own setting that asks for another user. */
function userOf(strategy: string): Record<string, string> {
  return strategy === 'python' ? { user: String(NOBODY), group: String(NOBODY) } : { uid: String(NOBODY), gid: String(NOBODY) }
}
