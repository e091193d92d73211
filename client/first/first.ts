/**
 * Runs before anything is painted: sets the reader's theme and language, and inserts what index.html has for the requested page
 * (FirstPaint.tsx). A small script of its own that blocks the page, so that the first paint is already the right one.
 */
import { languageNamed } from '../../protocol/language.ts'
import { beginsInClass } from '../runs/beginsInClass.ts'
import { hashPath, hashQuery } from '../runs/hashAddress.ts'
import { firstTheme, storedLanguage } from '../shell/themes.ts'

const path = hashPath()
const home = `#/${path.split('/')[1] ?? ''}`
const query = new URLSearchParams(hashQuery())
const language = languageNamed(query.get('lang')) ?? storedLanguage()
document.documentElement.lang = language
const theme = firstTheme()
document.documentElement.dataset.theme = theme

/** The content of a template, without the parts of other pages. */
function held(name: string): DocumentFragment | undefined {
  const template = document.querySelector<HTMLTemplateElement>(`template[data-first="${name}"]`)
  if (!template) return undefined
  const copy = document.importNode(template.content, true)
  for (const part of copy.querySelectorAll<HTMLElement>('[data-of]')) if (!part.dataset.of?.split(' ').includes(home)) part.remove()
  if (query.has('c')) copy.querySelector('[data-no-columns]')?.remove()
  return copy
}

/** The small page of a seat draws itself, and fetches the figures when it needs them. */
const inClass = beginsInClass()
const shown = held(language)
if (shown && inClass) document.getElementById('root')?.append(shown.querySelector('[data-not-started]') ?? '')
else if (shown) {
  for (const link of shown.querySelectorAll(`nav a[href="${home}"]`)) link.setAttribute('aria-current', 'page')
  for (const select of shown.querySelectorAll('select')) if ([...select.options].some(({ value }) => value === theme)) select.value = theme
  const links = [shown, held('pages')].flatMap((part) => [...(part?.querySelectorAll('link') ?? [])])
  for (const link of links) link.remove()
  // A page in a frame has no bar.
  const first = path === '/embed' ? shown.querySelector('[data-not-started]') : shown
  if (first) document.getElementById('root')?.append(first)
  // They take nothing from the text's line: a script waits for the styles, so all that is painted first is here.
  document.head.append(...links)
}
