/** What a link that cannot be opened is told. */
import type { LinkFaultWords } from '../../content/languages/en/page/linkFault.ts'
import { messageGroup } from './messageGroup.ts'

const group = messageGroup(import.meta.glob<LinkFaultWords>('../../content/languages/*/page/linkFault.ts', { import: 'linkFault' }))

export const useLinkFaultWords = group.useWords
