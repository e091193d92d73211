/** The words that stand in exported files. The reader of logs, which has no page around it, needs them in every language at once. */

import type { ExportFiles } from '../../content/languages/en/page/exportFiles.ts'
import type { Language } from '../../protocol/language.ts'
import type { EvidenceWords } from '../model/export/evidence.ts'
import type { LineWords } from '../model/straceLines.ts'

export interface ExportWords {
  evidence: EvidenceWords
  lines: LineWords
}

export interface ExportWordsAndNames extends ExportWords {
  /** What each kind of file is. */
  files: ExportFiles
}

const EVIDENCE = import.meta.glob<EvidenceWords>('../../content/languages/*/page/evidence.ts', { import: 'evidence', eager: true })
const LINES = import.meta.glob<LineWords>('../../content/languages/*/page/terminalLines.ts', { import: 'lines', eager: true })

const FILES = import.meta.glob<ExportFiles>('../../content/languages/*/page/exportFiles.ts', { import: 'exportFiles', eager: true })

export function exportWordsIn(language: Language): ExportWordsAndNames {
  const folder = `../../content/languages/${language}/page`
  const [evidence, lines, files] = [EVIDENCE[`${folder}/evidence.ts`], LINES[`${folder}/terminalLines.ts`], FILES[`${folder}/exportFiles.ts`]]
  if (!evidence || !lines || !files) throw new Error(`content/languages/${language}/page lacks evidence.ts, terminalLines.ts or exportFiles.ts`)
  return { evidence, lines, files }
}
