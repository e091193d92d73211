/** What a site without a server says; nothing of it is shipped elsewhere. */
import type { SiteWords } from '../../content/languages/en/page/site.ts'
import { LANGUAGES, languageNamed } from '../../protocol/language.ts'
import { messageGroup } from './messageGroup.ts'

export type { SiteWords }

const group = messageGroup(import.meta.glob<SiteWords>('../../content/languages/*/page/site.ts', { import: 'site' }))

export const useSiteWords = group.use

/** In the language of the page, for what is no component. */
export function siteWords(): Promise<SiteWords> {
  return group.load(languageNamed(document.documentElement.lang) ?? LANGUAGES[0].id)
}
