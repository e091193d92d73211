/** What the catalog says of settings, targets, editions and experiments, in the reader's language. English is the helper's own. */
import type { Catalog, Setting, Strategy } from '../../protocol/catalog.ts'
import type { Language } from '../../protocol/language.ts'
import { languageFile } from './languageFiles.ts'

/** Of all strategies in one: `key`, and a strategy's own as `id:key` and `id@edition` (build/vite/catalogModule.ts). */
export const catalogTexts = languageFile(
  import.meta.glob<Record<string, string>>('../../content/languages/*/catalog.json', { query: '?whole', import: 'default' }),
)

function translated(key: string, language: Language, english: string): string {
  return catalogTexts.known(language)?.[key] ?? english
}

/** `strategy`: the setting is its own. */
export function settingSentence(setting: Setting, language: Language, strategy?: string): string {
  return translated(strategy === undefined ? setting.key : `${strategy}:${setting.key}`, language, setting.sentence)
}

export function targetSentence(target: { name: string; sentence: string }, language: Language): string {
  return translated(`target:${target.name}`, language, target.sentence)
}

export function editionSentence(strategy: Strategy, edition: Strategy['editions'][number], language: Language): string {
  return translated(`${strategy.id}@${edition.name}`, language, edition.sentence)
}

/** Titles of runtimes are names; those of experiments are words. */
export function strategyTitle(strategy: Strategy, language: Language): string {
  return translated(strategy.id, language, strategy.title)
}

/** Whether some of these is shown by a title that is words. */
export function hasExperiment(shown: readonly { strategy: string }[], { hazards }: Catalog): boolean {
  return shown.some(({ strategy }) => hazards.some(({ id }) => id === strategy))
}
