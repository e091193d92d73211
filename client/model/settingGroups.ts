/** The settings of `describe` in the order in which one thinks of them. One that nobody has placed is in the last group. Pure. */
import type { Catalog, Setting } from '../../protocol/catalog.ts'

export const GROUPS = ['parent', 'window', 'started', 'limits'] as const
export type Group = (typeof GROUPS)[number]

const PLACES: Record<string, Group> = {
  signal: 'parent',
  block: 'parent',
  uid: 'parent',
  memory: 'parent',
  threads: 'parent',
  send: 'window',
  hold: 'window',
  target: 'started',
  name: 'started',
  cwd: 'started',
  path: 'started',
}

/** Every setting of the catalog, once. */
export function settingGroups(catalog: Catalog): { group: Group; settings: Setting[] }[] {
  return GROUPS.map((group) => ({ group, settings: catalog.settings.filter(({ key }) => (PLACES[key] ?? 'limits') === group) }))
}
