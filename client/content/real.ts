/** What content/ says about the real programs: figures, rules of their windows, and explanations of the differences. */
import { LikenessTable } from '../../protocol/likeness.ts'
import { type KnownDifference, KnownDifferences, Specimen } from '../../protocol/specimen.ts'
import { languageFolder } from './languageFolder.ts'
import type { Inline } from './types.ts'

const tableFiles = import.meta.glob<unknown>('../../content/likeness.json', { import: 'default', eager: true })
const specimenFiles = import.meta.glob<unknown>('../../content/{strategies,runtimes}/*/specimen/specimen.json', { import: 'default', eager: true })
const knownFiles = import.meta.glob<unknown>('../../content/strategies/*/specimen/known.json', { import: 'default', eager: true })
const noteFiles = import.meta.glob<Record<string, Inline[]>>(['../../content/strategies/*/likeness.md', '../../content/languages/*/strategies/*/likeness.md'], {
  query: '?notes',
  import: 'default',
  eager: true,
})

const folder = (strategy: string): string => `../../content/strategies/${strategy}`

export function likenessTable(): LikenessTable {
  return LikenessTable.parse(Object.values(tableFiles)[0] ?? [])
}

export function specimenOf(strategy: string): Specimen | undefined {
  const found = specimenFiles[`${folder(strategy)}/specimen/specimen.json`] ?? specimenFiles[`../../content/runtimes/${strategy}/specimen/specimen.json`]
  return found === undefined ? undefined : Specimen.parse(found)
}

export function knownDifferencesOf(strategy: string): KnownDifference[] {
  return KnownDifferences.parse(knownFiles[`${folder(strategy)}/specimen/known.json`] ?? [])
}

/** Paragraphs, by the id of the known difference. */
export function explanationsOf(strategy: string, language: string): Record<string, Inline[]> {
  return noteFiles[`../../content/${languageFolder(language)}strategies/${strategy}/likeness.md`] ?? {}
}
