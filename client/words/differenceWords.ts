/** How the columns of a comparison differ, in words. They stand below the first figure, so they come after it. */
import type { DifferenceWords } from '../../content/languages/en/page/differences.ts'
import { messageGroup } from './messageGroup.ts'

const group = messageGroup(import.meta.glob<DifferenceWords>('../../content/languages/*/page/differences.ts', { import: 'differences' }))

export const useDifferenceWords = group.useWords
