/** The words of the page in another site's frame. */
import type { EmbedWords } from '../../content/languages/en/page/embed.ts'
import { messageGroup } from './messageGroup.ts'

const group = messageGroup(import.meta.glob<EmbedWords>('../../content/languages/*/page/embed.ts', { import: 'embed' }))

export const useEmbedWords = group.useWords
