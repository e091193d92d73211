/** The words of the Lab, separate from the others because they are fetched with its page. */
import type { LabWords } from '../../content/languages/en/page/lab.ts'
import { messageGroup } from './messageGroup.ts'

export type { LabWords }

const group = messageGroup(import.meta.glob<LabWords>('../../content/languages/*/page/lab.ts', { import: 'lab' }))

export const useLabWords = group.useWords
