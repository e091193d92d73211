/** The words of the pages that teach: fetched with them, not with the first figure. */

import { type TeachingWords, teachingEn } from './en/teaching.ts'
import { teachingJa } from './ja/teaching.ts'
import { useLanguage } from './language.ts'

export function useTeachingWords(): TeachingWords {
  return useLanguage() === 'ja' ? teachingJa : teachingEn
}
