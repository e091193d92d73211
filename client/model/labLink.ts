/** Where a run can be taken to be changed: the Lab, with its settings in the link. Pure. */
import type { RunSettings } from '../../protocol/settings.ts'
import { linkOf } from './link.ts'

export function labLink({ strategy, edition, set, ...settings }: RunSettings): string {
  return `#/lab?${linkOf({ columns: [{ strategy, ...(edition !== undefined && { edition }), ...(set && { set }) }], settings })}`
}
