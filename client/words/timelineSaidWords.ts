/** The timeline in words. */
import type { TimelineSaidWords } from '../../content/languages/en/page/timelineSaid.ts'
import { messageGroup } from './messageGroup.ts'

export type { TimelineSaidWords }

const group = messageGroup(import.meta.glob<TimelineSaidWords>('../../content/languages/*/page/timelineSaid.ts', { import: 'timelineSaid' }))

export const useTimelineSaidWords = group.useWords
