/** The words of the teaching pages, fetched with those pages and not with the first figure. */
import type { TeachingWords } from '../../content/languages/en/page/teaching.ts'
import { messageGroup } from './messageGroup.ts'

export type { TeachingWords }

const group = messageGroup(import.meta.glob<TeachingWords>('../../content/languages/*/page/teaching.ts', { import: 'teaching' }))

export const useTeachingWords = group.useWords
export const teachingWordsOf = group.known
