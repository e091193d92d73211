/** What the Lab says, apart from the others: it comes with its page. */
import type { LabWords } from '../../content/languages/en/page/lab.ts'
import { catalogTexts } from '../content/catalogWords.ts'
import { checkTexts } from '../content/checkWords.ts'
import { messageGroup, withWords } from './messageGroup.ts'

export type { LabWords }

const group = messageGroup(import.meta.glob<LabWords>('../../content/languages/*/page/lab.ts', { import: 'lab' }))

export const useLabWords = group.useWords

// The prompt says it, too.
withWords(catalogTexts)
withWords(checkTexts)
