/** The words of a reader's own program, fetched with their page. */
import type { OwnWords } from '../../content/languages/en/page/own.ts'
import { messageGroup } from './messageGroup.ts'

const group = messageGroup(import.meta.glob<OwnWords>('../../content/languages/*/page/own.ts', { import: 'own' }))

export const useOwnWords = group.useWords
