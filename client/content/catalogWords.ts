/** The catalog's texts on settings, targets, editions and experiments, in the reader's language. The helper supplies the English. */
import type { Catalog, Setting, Strategy } from '../../protocol/catalog.ts'
import type { Language } from '../../protocol/language.ts'
import { languageFile } from './languageFiles.ts'

/** All strategies in one table: `key` for shared texts, `id:key` and `id@edition` for a strategy's own (build/vite/catalogModule.ts). */
export const catalogTexts = languageFile(
  import.meta.glob<Record<string, string>>('../../content/languages/*/catalog.json', { query: '?whole', import: 'default' }),
)

function translated(key: string, language: Language, english: string): string {
  return catalogTexts.known(language)?.[key] ?? english
}

/** `strategy`: the strategy that the setting belongs to; undefined for a shared setting. */
export function settingSentence(setting: Setting, language: Language, strategy?: string): string {
  return translated(strategy === undefined ? setting.key : `${strategy}:${setting.key}`, language, setting.sentence)
}

export function targetSentence(target: { name: string; sentence: string }, language: Language): string {
  return translated(`target:${target.name}`, language, target.sentence)
}

export function editionSentence(strategy: Strategy, edition: Strategy['editions'][number], language: Language): string {
  return translated(`${strategy.id}@${edition.name}`, language, edition.sentence)
}

/** Titles of runtimes are names and stay. Titles of experiments are words and need a translation. */
export function strategyTitle(strategy: Strategy, language: Language): string {
  return translated(strategy.id, language, strategy.title)
}

/** Whether one of these is an experiment, whose title needs a translation. */
export function hasExperiment(shown: readonly { strategy: string }[], { hazards }: Catalog): boolean {
  return shown.some(({ strategy }) => hazards.some(({ id }) => id === strategy))
}
