/** The words about the real programs, fetched with their page. */
import type { RealWords } from '../../content/languages/en/page/real.ts'
import { messageGroup } from './messageGroup.ts'

const group = messageGroup(import.meta.glob<RealWords>('../../content/languages/*/page/real.ts', { import: 'real' }))

export const useRealWords = group.useWords
