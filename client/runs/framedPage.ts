/** The address of a page that other sites may frame. A host of plain files finds it only by its full file name. */
export function framedPage(page: 'embed' | 'atlas-row'): string {
  return new URL(import.meta.env.PLAIN_FILES ? `${page}.html` : page, document.baseURI).href
}
