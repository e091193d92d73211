/** The words of the terminal's own lines, fetched with whatever prints such lines. */
import type { LineWords } from '../model/straceLines.ts'
import { messageGroup } from './messageGroup.ts'

const group = messageGroup(import.meta.glob<LineWords>('../../content/languages/*/page/terminalLines.ts', { import: 'lines' }))

export const useLineWords = group.useWords
