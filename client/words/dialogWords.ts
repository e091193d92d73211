/** The words of the key sheet and of the palette, which come with them. */
import type { DialogWords } from '../../content/languages/en/page/dialogs.ts'
import { messageGroup } from './messageGroup.ts'

const group = messageGroup(import.meta.glob<DialogWords>('../../content/languages/*/page/dialogs.ts', { import: 'dialogs' }))

export const useDialogWords = group.useWords
