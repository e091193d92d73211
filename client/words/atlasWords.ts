/** The words of the atlas, fetched with its pages. */
import type { AtlasWords } from '../../content/languages/en/page/atlas.ts'
import { messageGroup } from './messageGroup.ts'

export type { AtlasWords }

const group = messageGroup(import.meta.glob<AtlasWords>('../../content/languages/*/page/atlas.ts', { import: 'atlas' }))

export const useAtlasWords = group.useWords
