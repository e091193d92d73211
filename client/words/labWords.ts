import { labEn } from './en/lab.ts'
import { labJa } from './ja/lab.ts'
import { useLanguage } from './language.ts'

/** The Lab's words, apart from the others: they come with its page. */
export function useLabWords() {
  return useLanguage() === 'ja' ? labJa : labEn
}
