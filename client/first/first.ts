/**
 * Before anything is painted: theme and language of this reader, and of the page asked for what index.html holds of it
 * (FirstPaint.tsx). A script of its own, small and waited for: what it chooses is the first that is seen.
 */
import { languageNamed } from '../../protocol/language.ts'
import { hashPath, hashQuery } from '../runs/hashAddress.ts'
import { painted } from '../shell/painted.ts'
import { firstTheme, storedLanguage } from '../shell/themes.ts'

const path = hashPath()
const home = `#/${path.split('/')[1] ?? ''}`
const named = new URLSearchParams(hashQuery()).get('lang')
const language = languageNamed(named) ?? storedLanguage()
document.documentElement.lang = language
const theme = firstTheme()
document.documentElement.dataset.theme = theme

/** What a template holds, but for what is of other pages. */
function held(name: string): DocumentFragment | undefined {
  const template = document.querySelector<HTMLTemplateElement>(`template[data-first="${name}"]`)
  if (!template) return undefined
  const copy = document.importNode(template.content, true)
  for (const part of copy.querySelectorAll<HTMLElement>('[data-of]')) if (part.dataset.of !== home) part.remove()
  return copy
}

const shown = held(language)
if (shown) {
  for (const link of shown.querySelectorAll(`nav a[href="${home}"]`)) link.setAttribute('aria-current', 'page')
  for (const select of shown.querySelectorAll('select')) if ([...select.options].some(({ value }) => value === theme)) select.value = theme
  const lead = shown.querySelector('.page-lead') !== null
  const links = [shown, held('pages')].flatMap((part) => [...(part?.querySelectorAll('link') ?? [])])
  for (const link of links) link.remove()
  // A frame has no bar.
  if (path !== '/embed') document.getElementById('root')?.append(shown)
  // On a slow line they would be in the way of words that can be read.
  if (lead) void painted().then(() => document.head.append(...links))
  else document.head.append(...links)
}
