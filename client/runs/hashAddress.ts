/** The path behind "#", always with its leading slash. An address that other sites may frame shows no other page. */
export function hashPath(): string {
  const path = `/${location.hash.replace(/^#?\/?/, '').split('?')[0] ?? ''}`
  const framed = /\/(embed|atlas-row)(\.html)?$/.exec(location.pathname)?.[1]
  return framed === undefined || path.startsWith(`/${framed}/`) ? path : `/${framed}`
}

/** The query behind "#", without "?". */
export function hashQuery(): string {
  const at = location.hash.indexOf('?')
  return at === -1 ? '' : location.hash.slice(at + 1)
}

interface NavigateOptions {
  replace?: boolean
}

const readers = new Set<() => void>()

/** Calls back whenever the address has changed; returns the undo. */
export function onAddress(reader: () => void): () => void {
  readers.add(reader)
  window.addEventListener('hashchange', reader)
  window.addEventListener('popstate', reader)
  return () => {
    readers.delete(reader)
    window.removeEventListener('hashchange', reader)
    window.removeEventListener('popstate', reader)
  }
}

/** Goes to a path with its query. `replace` leaves no step in the history. */
export function goTo(to: string, { replace = false }: NavigateOptions = {}): void {
  const url = hrefOf(to)
  if (replace) history.replaceState(history.state, '', url)
  else history.pushState(null, '', url)
  for (const reader of [...readers]) reader()
}

export function hrefOf(to: string): string {
  return `#${to.startsWith('/') ? to : `/${to}`}`
}
