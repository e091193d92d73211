/** The path behind "#", always with its leading slash. Other sites may frame /embed, so that address shows no other page. */
export function hashPath(): string {
  if (/\/embed(\.html)?$/.test(location.pathname)) return '/embed'
  return `/${location.hash.replace(/^#?\/?/, '').split('?')[0] ?? ''}`
}

/** The query behind "#", without "?". */
export function hashQuery(): string {
  const at = location.hash.indexOf('?')
  return at === -1 ? '' : location.hash.slice(at + 1)
}
