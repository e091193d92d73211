/** A link that opens a run's settings in the Lab, where the reader can change them. Pure. */
import type { RunSettings } from '../../protocol/settings.ts'
import { columnOf, linkOf } from './link.ts'

export function labLink(run: RunSettings): string {
  const { strategy: _strategy, edition: _edition, set: _set, ...settings } = run
  return `#/lab?${linkOf({ columns: [columnOf(run)], settings })}`
}
