/** The path behind "#", always with its leading slash. At /embed, which other sites may frame, there is that page only. */
export function hashPath(): string {
  if (/\/embed(\.html)?$/.test(location.pathname)) return '/embed'
  return `/${location.hash.replace(/^#?\/?/, '').split('?')[0] ?? ''}`
}

/** The query behind "#", without "?". */
export function hashQuery(): string {
  const at = location.hash.indexOf('?')
  return at === -1 ? '' : location.hash.slice(at + 1)
}
