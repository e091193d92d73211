/**
 * Before anything is painted: theme and language of this reader, and of the page asked for what index.html holds of it
 * (FirstPaint.tsx). A script of its own, small and waited for: what it chooses is the first that is seen.
 */
import { hashPath, hashQuery } from '../app/hashAddress.ts'
import { painted } from '../app/painted.ts'
import { firstTheme, keptLanguage } from '../app/themes.ts'

const path = hashPath()
const named = new URLSearchParams(hashQuery()).get('lang')
const language = named === 'en' || named === 'ja' ? named : keptLanguage()
document.documentElement.lang = language
document.documentElement.dataset.theme = firstTheme()

const words = document.querySelector<HTMLTemplateElement>(`template[data-first="${language}"]`)
if (words) {
  const shown = document.importNode(words.content, true)
  const home = `#/${path.split('/')[1] ?? ''}`
  for (const link of shown.querySelectorAll(`nav a[href="${home}"]`)) link.setAttribute('aria-current', 'page')
  for (const select of shown.querySelectorAll('select')) select.value = firstTheme()
  for (const other of shown.querySelectorAll<HTMLElement>('[data-of]')) if (other.dataset.of !== home) other.remove()
  const lead = shown.querySelector('.page-lead') !== null
  const links = [...shown.querySelectorAll('link')]
  for (const link of links) link.remove()
  // A frame has no bar.
  if (path !== '/embed') document.getElementById('root')?.append(shown)
  // On a slow line they would be in the way of words that can be read.
  if (lead) void painted().then(() => document.head.append(...links))
  else document.head.append(...links)
}
