/** The words of the page Check. */
import type { CheckWords } from '../../content/languages/en/page/check.ts'
import { checkTexts } from '../content/checkTexts.ts'
import { messageGroup, withWords } from './messageGroup.ts'

const group = messageGroup(import.meta.glob<CheckWords>('../../content/languages/*/page/check.ts', { import: 'check' }))

export const useCheckWords = group.useWords

withWords(checkTexts)
