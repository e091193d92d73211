/** The words of the picture of the memory. It stands below the first figure, so they come after it. */
import type { MemoryWords } from '../../content/languages/en/page/memory.ts'
import { messageGroup } from './messageGroup.ts'

const group = messageGroup(import.meta.glob<MemoryWords>('../../content/languages/*/page/memory.ts', { import: 'memory' }))

export const useMemoryWords = group.useWords
