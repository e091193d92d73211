/** The words of the controls that set up the parent, fetched with them. */
import type { ParentSettingsWords } from '../../content/languages/en/page/parentSettings.ts'
import { messageGroup } from './messageGroup.ts'

const group = messageGroup(import.meta.glob<ParentSettingsWords>('../../content/languages/*/page/parentSettings.ts', { import: 'parentSettings' }))

export const useParentSettingsWords = group.useWords
