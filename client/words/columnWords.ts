/** The words of a comparison's columns, fetched with them: after the first figure. */
import type { ColumnWords } from '../../content/languages/en/page/columns.ts'
import { messageGroup } from './messageGroup.ts'

const group = messageGroup(import.meta.glob<ColumnWords>('../../content/languages/*/page/columns.ts', { import: 'columns' }))

export const useColumnWords = group.useWords
