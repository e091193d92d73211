/** What the Lab says, apart from the others: it comes with its page. */
import type { LabWords } from '../../content/languages/en/page/lab.ts'
import { loadCheckWords } from '../content/checkWords.ts'
import { messageGroup, withWords } from './messageGroup.ts'

export type { LabWords }

const group = messageGroup(import.meta.glob<LabWords>('../../content/languages/*/page/lab.ts', { import: 'lab' }))

export const useLabWords = group.use

withWords(loadCheckWords)
