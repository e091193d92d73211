/** What the catalog says of settings, targets, editions and experiments, in the reader's language. English is the helper's own. */
import type { Setting, Strategy } from '../../protocol/catalog.ts'

type Words = Record<string, string>

/** What all strategies have in common, and the experiments. */
const files = import.meta.glob<Words>('../../content/catalog.*.json', { eager: true, import: 'default' })
/** A strategy's own: `key` of a setting, `@name` of an edition. */
const ownFiles = import.meta.glob<Words>('../../content/languages/*/strategies/*/catalog.json', { eager: true, import: 'default' })

function translated(key: string, language: string, english: string): string {
  return files[`../../content/catalog.${language}.json`]?.[key] ?? english
}

/** `key`: `setting`, or `@edition`. Experiments have no folder of their own. */
function translatedOwn(strategy: string, key: string, language: string, english: string): string {
  const own = ownFiles[`../../content/languages/${language}/strategies/${strategy}/catalog.json`]?.[key]
  return own ?? translated(key.startsWith('@') ? `${strategy}${key}` : `${strategy}:${key}`, language, english)
}

/** `strategy`: the setting is its own. */
export function settingSentence(setting: Setting, language: string, strategy?: string): string {
  return strategy === undefined ? translated(setting.key, language, setting.sentence) : translatedOwn(strategy, setting.key, language, setting.sentence)
}

export function targetSentence(target: { name: string; sentence: string }, language: string): string {
  return translated(`target:${target.name}`, language, target.sentence)
}

export function editionSentence(strategy: Strategy, edition: Strategy['editions'][number], language: string): string {
  return translatedOwn(strategy.id, `@${edition.name}`, language, edition.sentence)
}

/** Titles of runtimes are names; those of experiments are words. */
export function strategyTitle(strategy: Strategy, language: string): string {
  return translated(strategy.id, language, strategy.title)
}
