/** What the catalog says of settings, targets, editions and experiments, in the reader's language. English is the helper's own. */
import type { Setting, Strategy } from '../../protocol/catalog.ts'

const files = import.meta.glob<Record<string, string>>('../../content/catalog.*.json', { eager: true, import: 'default' })

function translated(key: string, language: string, english: string): string {
  return files[`../../content/catalog.${language}.json`]?.[key] ?? english
}

/** `strategy`: the setting is its own. */
export function settingSentence(setting: Setting, language: string, strategy?: string): string {
  return translated(strategy === undefined ? setting.key : `${strategy}:${setting.key}`, language, setting.sentence)
}

export function targetSentence(target: { name: string; sentence: string }, language: string): string {
  return translated(`target:${target.name}`, language, target.sentence)
}

export function editionSentence(strategy: Strategy, edition: Strategy['editions'][number], language: string): string {
  return translated(`${strategy.id}@${edition.name}`, language, edition.sentence)
}

/** Titles of runtimes are names; those of experiments are words. */
export function strategyTitle(strategy: Strategy, language: string): string {
  return translated(strategy.id, language, strategy.title)
}
