/** The words of the section that saves a run as files. */
import type { RunExportsWords } from '../../content/languages/en/page/runExports.ts'
import { messageGroup } from './messageGroup.ts'

const group = messageGroup(import.meta.glob<RunExportsWords>('../../content/languages/*/page/runExports.ts', { import: 'runExports' }))

export const useRunExportsWords = group.useWords
