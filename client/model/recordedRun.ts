/** Runs that were recorded, by their settings: which one fits what is asked for, and which come nearest. Pure. */
import type { Catalog, Setting } from '../../protocol/catalog.ts'
import type { RunSettings } from '../../protocol/settings.ts'
import { NOBODY } from './claims/settingsAs.ts'
import { runnable } from './parseCommand.ts'

export interface RecordedRun {
  settings: RunSettings
  /** Who the parent was; `any`: it makes no difference to what is shown. */
  whose: 'user' | 'root' | 'any'
  /** Every event is there; else the run is shortened to what matters. */
  whole: boolean
  /** Where its events are kept. */
  at: { kind: 'edition'; strategy: string; name: string } | { kind: 'excerpt'; key: string }
}

/** The recording of just these settings; a whole one before a shortened one. */
export function fittingRun(all: readonly RecordedRun[], wanted: RunSettings, catalog: Catalog): RecordedRun | undefined {
  return ranked(all, wanted, catalog).find(({ apart }) => apart === 0)?.run
}

/** Those of the same strategy that differ in the fewest settings, the nearest first. */
export function nearestRuns(all: readonly RecordedRun[], wanted: RunSettings, catalog: Catalog, most: number): RecordedRun[] {
  return ranked(all, wanted, catalog)
    .slice(0, most)
    .map(({ run }) => run)
}

function ranked(all: readonly RecordedRun[], wanted: RunSettings, catalog: Catalog): { run: RecordedRun; apart: number }[] {
  if (wanted.specimen !== undefined) return []
  const asked = facetsOf(wanted, catalog)
  const found = all
    .filter(({ settings }) => settings.strategy === wanted.strategy)
    .map((run) => ({ run, apart: distance(facetsOf(run.settings, catalog), asked) + (mayBe(run, wanted.uid) ? 0 : 1) }))
    .toSorted((a, b) => a.apart - b.apart || rank(a.run) - rank(b.run))
  // The same settings recorded twice are one offer.
  const seen = new Set<string>()
  return found.filter(({ run }) => {
    const word = JSON.stringify([[...facetsOf(run.settings, catalog)].toSorted(), run.whose === 'root'])
    const first = !seen.has(word)
    seen.add(word)
    return first
  })
}

function rank({ whole, whose }: RecordedRun): number {
  return (whole ? 0 : 2) + (whose === 'root' ? 1 : 0)
}

function mayBe({ whose }: RecordedRun, uid: number | undefined): boolean {
  if (uid === undefined || whose === 'any') return uid === undefined || uid === 0 || uid === NOBODY
  return whose === 'root' ? uid === 0 : uid === NOBODY
}

/** One entry for everything that was chosen. What is at its default, and what only limits a run, was not. */
function facetsOf({ strategy, edition, signal, block, send, hold, set, ...rest }: RunSettings, catalog: Catalog): Map<string, string> {
  const known = runnable(catalog).find(({ id }) => id === strategy)
  const facets = new Map<string, string>()
  const named = known?.editions.find(({ name, aliases }) => name === edition || aliases.includes(edition ?? 'today'))
  facets.set('edition', named?.name ?? edition ?? '')
  for (const [name, disposition] of Object.entries(signal ?? {})) facets.set(`signal ${name}`, disposition)
  for (const name of block ?? []) facets.set(`block ${name}`, '')
  for (const { signal: name, at, to } of send ?? []) facets.set(`send ${name} ${at} ${to}`, '')
  for (const [moment, ms] of Object.entries(hold ?? {})) facets.set(`hold ${moment}`, String(ms))
  for (const [key, value] of Object.entries(set ?? {})) if (value !== fallbackOf(known?.settings, key)) facets.set(`set ${key}`, value)
  for (const key of ['target', 'name', 'cwd', 'path', 'memory', 'threads'] as const) {
    const value = rest[key]
    if (value !== undefined && String(value) !== fallbackOf(catalog.settings, key)) facets.set(key, String(value))
  }
  return facets
}

function fallbackOf(settings: readonly Setting[] = [], key: string): string | undefined {
  const setting = settings.find((one) => one.key === key)
  if (!setting || !('fallback' in setting) || setting.fallback === null) return undefined
  if (setting.kind === 'switch') return setting.fallback ? 'on' : 'off'
  return String(setting.fallback)
}

function distance(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): number {
  return [...new Set([...a.keys(), ...b.keys()])].filter((key) => a.get(key) !== b.get(key)).length
}
