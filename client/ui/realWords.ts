import { useLanguage } from './language.ts'
import { realEn } from './real.en.ts'
import { realJa } from './real.ja.ts'

/** The words about the real programs, apart from the others: they come with their page. */
export function useRealWords() {
  return useLanguage() === 'ja' ? realJa : realEn
}
