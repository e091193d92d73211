/** The words of a site without a server. Other builds do not ship them. */
import type { SiteWords } from '../../content/languages/en/page/site.ts'
import { LANGUAGES, languageNamed } from '../../protocol/language.ts'
import { messageGroup } from './messageGroup.ts'

export type { SiteWords }

// Registering is no effect to keep: where nothing shows these words, the whole file goes.
const group = /* @__PURE__ */ messageGroup(import.meta.glob<SiteWords>('../../content/languages/*/page/site.ts', { import: 'site' }))

export const useSiteWords = (): SiteWords => group.useWords()

/** The words in the language of the page, for code outside of components. */
export async function siteWords(): Promise<SiteWords> {
  const language = languageNamed(document.documentElement.lang) ?? LANGUAGES[0].id
  const words = await group.load(language)
  if (!words) throw new Error(`content/languages/${language}/page/site.ts is not there`)
  return words
}
