/** The settings of `describe` in the order in which a reader thinks of them. A setting without a row goes to the last group. Pure. */
import type { Catalog, Setting } from '../../protocol/catalog.ts'
import { GROUPS, type Group, settingRow } from '../../protocol/settingWords.ts'

/** Every setting of the catalog, once. */
export function settingGroups(catalog: Catalog): { group: Group; settings: Setting[] }[] {
  const groupOf = ({ key }: Setting): Group => settingRow(key)?.group ?? 'limits'
  return GROUPS.map((group) => ({ group, settings: catalog.settings.filter((setting) => groupOf(setting) === group) }))
}
