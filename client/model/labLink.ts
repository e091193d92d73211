/**
 * The Lab in a link: one column and the shared settings hold the settings of one run, the other columns are
 * stored runs. Pure.
 */
import type { RunSettings } from '../../protocol/runSettings.ts'
import { type ColumnChoice, columnOf, type LinkState, linkOf, type SharedSettings, storedColumn } from './link.ts'

/** The part of a link that the Lab writes. */
export type LabState = Pick<LinkState, 'columns' | 'settings'>

/** `stored`: ids of stored runs. */
export function labState(run: RunSettings, stored: readonly string[] = []): LabState {
  return { columns: [columnOf(run), ...stored.map(storedColumn)], settings: sharedOf(run) }
}

/** What is not of one strategy alone. */
export function sharedOf({ strategy: _strategy, edition: _edition, set: _set, ...settings }: RunSettings): SharedSettings {
  return settings
}

/** What a link's columns and settings say of the Lab. `standard` holds for all that they do not say. */
export function labOf(standard: RunSettings, columns: readonly ColumnChoice[] = [], settings: SharedSettings = {}): { run: RunSettings; stored: string[] } {
  const own = columns.find(isSettings)
  return {
    run: { ...standard, ...own, ...settings },
    stored: columns.flatMap(({ recording }) => recording ?? []),
  }
}

/** A link that opens a run's settings in the Lab, where the reader can change them. */
export function labLink(run: RunSettings): string {
  return `#/lab?${linkOf(labState(run))}`
}

const isSettings = ({ recording, specimen }: ColumnChoice): boolean => recording === undefined && specimen === undefined
