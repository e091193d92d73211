/** The words of the signal passport. It stands below the first figure, so they come after it. */
import type { PassportWords } from '../../content/languages/en/page/passport.ts'
import { messageGroup } from './messageGroup.ts'

export type { PassportWords }

const group = messageGroup(import.meta.glob<PassportWords>('../../content/languages/*/page/passport.ts', { import: 'passport' }))

export const usePassportWords = group.useWords
