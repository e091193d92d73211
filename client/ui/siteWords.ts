import { useLanguage } from './language.ts'
import { siteEn } from './site.en.ts'
import { siteJa } from './site.ja.ts'

/** The words of a site without a server; nothing of them is shipped elsewhere. */
export function useSiteWords() {
  return siteWordsOf(useLanguage())
}

export function siteWordsOf(language: string) {
  return language === 'ja' ? siteJa : siteEn
}
