/** The words that stand in exported files. The reader of logs, which has no page around it, needs them in every language at once. */
import type { Language } from '../../protocol/language.ts'
import type { EvidenceWords } from '../model/export/evidence.ts'
import type { LineWords } from '../model/straceLines.ts'

export interface ExportWords {
  evidence: EvidenceWords
  lines: LineWords
}

const EVIDENCE = import.meta.glob<EvidenceWords>('../../content/languages/*/page/evidence.ts', { import: 'evidence', eager: true })
const LINES = import.meta.glob<LineWords>('../../content/languages/*/page/terminalLines.ts', { import: 'lines', eager: true })

export function exportWordsIn(language: Language): ExportWords {
  const folder = `../../content/languages/${language}/page`
  const [evidence, lines] = [EVIDENCE[`${folder}/evidence.ts`], LINES[`${folder}/terminalLines.ts`]]
  if (!evidence || !lines) throw new Error(`content/languages/${language}/page lacks evidence.ts or terminalLines.ts`)
  return { evidence, lines }
}
