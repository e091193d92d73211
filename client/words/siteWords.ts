/** What a site without a server says; nothing of it is shipped elsewhere. */
import type { SiteWords } from '../../content/languages/en/page/site.ts'
import { LANGUAGES, languageNamed } from '../../protocol/language.ts'
import { messageGroup } from './messageGroup.ts'

export type { SiteWords }

const group = messageGroup(import.meta.glob<SiteWords>('../../content/languages/*/page/site.ts', { import: 'site' }))

export const useSiteWords = group.useWords

/** In the language of the page, for what is no component. */
export async function siteWords(): Promise<SiteWords> {
  const language = languageNamed(document.documentElement.lang) ?? LANGUAGES[0].id
  const words = await group.load(language)
  if (!words) throw new Error(`content/languages/${language}/page/site.ts is not there`)
  return words
}
