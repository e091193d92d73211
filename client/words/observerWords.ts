/** The words of the figure about the observer. */
import type { ObserverWords } from '../../content/languages/en/page/observer.ts'
import { messageGroup } from './messageGroup.ts'

const group = messageGroup(import.meta.glob<ObserverWords>('../../content/languages/*/page/observer.ts', { import: 'observer' }))

export const useObserverWords = group.useWords
