/** The page of one run, for the frame of another site. Pure. */
import { type LinkState, linkOf } from './link.ts'

/** `page`: the address of the page for frames. Our server lets other sites frame that page only. */
export function embedUrl(page: string, state: Partial<LinkState>): string {
  const { columns = [], focus = 0, settings, at, language } = state
  const column = columns[focus] ?? columns[0]
  const shown = { ...(column && { columns: [column] }), ...(settings && { settings }), ...(at !== undefined && { at }), ...(language && { language }) }
  return `${page}#/embed?${linkOf(shown)}`
}

/** HTML to paste into a page. */
export function embedCode(url: string, title: string): string {
  const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  return `<iframe src="${escaped(url)}" title="${escaped(title)}" width="100%" height="640" loading="lazy"></iframe>`
}
