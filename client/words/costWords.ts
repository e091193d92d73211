/** The words of the page Cost and of every cost chart. */
import type { CostWords } from '../../content/languages/en/page/cost.ts'
import { messageGroup } from './messageGroup.ts'

const group = messageGroup(import.meta.glob<CostWords>('../../content/languages/*/page/cost.ts', { import: 'cost' }))

export const useCostWords = group.useWords
