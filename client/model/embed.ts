/** The page of one run for another site's frame. Pure. */
import { type LinkState, linkOf } from './link.ts'

/** `page`: the address of the page for frames. A server lets others frame that one and no other. */
export function embedUrl(page: string, state: Partial<LinkState>): string {
  const { columns = [], focus = 0, settings, at, language } = state
  const column = columns[focus] ?? columns[0]
  const kept = { ...(column && { columns: [column] }), ...(settings && { settings }), ...(at !== undefined && { at }), ...(language && { language }) }
  return `${page}#/embed?${linkOf(kept)}`
}

/** Ready to be pasted into a page. */
export function embedCode(url: string, title: string): string {
  const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  return `<iframe src="${escaped(url)}" title="${escaped(title)}" width="100%" height="640" loading="lazy"></iframe>`
}
