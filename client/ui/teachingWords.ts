/** The words of the pages that teach: fetched with them, not with the first figure. */
import { useLanguage } from './language.ts'
import { type TeachingWords, teachingEn } from './teaching.en.ts'
import { teachingJa } from './teaching.ja.ts'

export function useTeachingWords(): TeachingWords {
  return useLanguage() === 'ja' ? teachingJa : teachingEn
}
