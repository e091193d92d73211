import { labEn } from './lab.en.ts'
import { labJa } from './lab.ja.ts'
import { useLanguage } from './language.ts'

/** The Lab's words, apart from the others: they come with its page. */
export function useLabWords() {
  return useLanguage() === 'ja' ? labJa : labEn
}
