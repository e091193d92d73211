import { siteEn } from './en/site.ts'
import { siteJa } from './ja/site.ts'
import { useLanguage } from './language.ts'

/** The words of a site without a server; nothing of them is shipped elsewhere. */
export function useSiteWords() {
  return siteWordsOf(useLanguage())
}

export function siteWordsOf(language: string) {
  return language === 'ja' ? siteJa : siteEn
}
