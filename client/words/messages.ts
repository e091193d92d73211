/** The words of every page, fetched before anything is drawn. */
import type { Messages } from '../../content/languages/en/page/messages.ts'
import type { Language } from '../../protocol/language.ts'
import { messageGroup } from './messageGroup.ts'

export type { Messages }

const group = messageGroup(import.meta.glob<Messages>('../../content/languages/*/page/messages.ts', { import: 'messages' }))

export const useMessages = group.useWords

export function messagesOf(language: Language): Messages {
  const messages = group.known(language)
  if (!messages) throw new Error(`the words of ${language} are not loaded: await loadWords`)
  return messages
}
