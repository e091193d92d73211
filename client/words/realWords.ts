import { realEn } from './en/real.ts'
import { realJa } from './ja/real.ts'
import { useLanguage } from './language.ts'

/** The words about the real programs, apart from the others: they come with their page. */
export function useRealWords() {
  return useLanguage() === 'ja' ? realJa : realEn
}
