/** Finds recorded runs by their settings: the one that fits a request, and the ones that come nearest. Pure. */
import type { Catalog, Setting, Strategy } from '../../protocol/catalog.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { settingParts } from '../../protocol/settings.ts'
import { SETTING_KEYS, SETTING_WORDS, type SettingKey } from '../../protocol/settingWords.ts'
import { NOBODY } from './claims/settingsAs.ts'
import { editionNamed, runnable } from './known.ts'

export interface RecordedRun {
  settings: RunSettings
  /** Who the parent was; `any`: the user makes no difference to what the run shows. */
  whose: 'user' | 'root' | 'any'
  /** The recording has every event; otherwise it is shortened to what matters. */
  whole: boolean
  /** Where its events are stored. */
  at: { kind: 'edition'; strategy: string; name: string } | { kind: 'excerpt'; key: string }
}

/** The recording with exactly these settings. Prefers a whole recording to a shortened one. */
export function fittingRun(all: readonly RecordedRun[], wanted: RunSettings, catalog: Catalog): RecordedRun | undefined {
  return ranked(all, wanted, catalog).find(({ apart }) => apart === 0)?.run
}

/** The recordings of the same strategy that differ in the fewest settings, nearest first. */
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
  // Offer equal settings only once, even if they were recorded twice.
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

/** The choices, by flag. Omits settings that are at their default, and settings that a recording may ignore. */
function facetsOf(settings: RunSettings, catalog: Catalog): Map<string, string> {
  const known = runnable(catalog).find(({ id }) => id === settings.strategy)
  const facets = new Map<string, string>()
  for (const key of SETTING_KEYS.filter((one) => SETTING_WORDS[one].standsIn === 'no'))
    for (const [facet, words] of wordsOf(settings, key, known, catalog)) if (words.length > 0) facets.set(facet, words.join())
  return facets
}

/** Names an edition by its own name, even if the settings use an alias. Each of the strategy's own settings is a separate facet. */
function wordsOf(settings: RunSettings, key: SettingKey, known: Strategy | undefined, catalog: Catalog): [string, string[]][] {
  const isDefault = (declared: readonly Setting[] | undefined, name: string, word: string): boolean => word === fallbackOf(declared, name)
  if (key === 'edition') return [[key, [(known && editionNamed(known, settings.edition))?.name ?? settings.edition ?? '']]]
  if (key === 'set') return Object.entries(settings.set ?? {}).map(([name, word]) => [`set ${name}`, isDefault(known?.settings, name, word) ? [] : [word]])
  return [[key, settingParts(settings, key).filter((word) => !isDefault(catalog.settings, key, word))]]
}

function fallbackOf(settings: readonly Setting[] = [], key: string): string | undefined {
  const setting = settings.find((one) => one.key === key)
  if (!setting || !('fallback' in setting) || setting.fallback === null) return undefined
  if (setting.kind === 'switch') return setting.fallback ? 'on' : 'off'
  return String(setting.fallback)
}

/** A flag with another value is nearer than a missing flag. */
function distance(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): number {
  const differing = [...new Set([...a.keys(), ...b.keys()])].filter((flag) => a.get(flag) !== b.get(flag))
  return differing.reduce((sum, flag) => sum + (a.has(flag) && b.has(flag) ? 1 : 2), 0)
}
