/** Why a file of the page did not come, and the reload that fetches a newer build. */

/**
 * `offline`: the browser has no network. `silent`: the server does not answer. `newer`: the server has another build of the page,
 * without the old one's files. `lost`: everything answers, only this file did not come.
 */
export type WhyNotFetched = 'offline' | 'silent' | 'newer' | 'lost'

/** Vite names the entry after the hash of all that it leads to, so it names the build. */
const ENTRY = /<script type="module"[^>]* src="([^"]*)"/
const RELOADED = 'reloaded-for'

/** Asks the server for its page, and compares the build. */
export async function whyNotFetched(): Promise<WhyNotFetched> {
  if (!navigator.onLine) return 'offline'
  const served = await servedEntry()
  if (served === undefined) return 'silent'
  return served === ownEntry() ? 'lost' : 'newer'
}

/** Reloads the page at the same address. Once for each build: if that did not help, another reload would not either. */
export async function reloadOnce(): Promise<void> {
  const served = await servedEntry()
  if (served === undefined) return
  try {
    if (sessionStorage.getItem(RELOADED) === served) return
    sessionStorage.setItem(RELOADED, served)
  } catch {
    // Without a memory it could reload for ever.
    return
  }
  location.reload()
}

async function servedEntry(): Promise<string | undefined> {
  try {
    const response = await fetch(location.pathname, { cache: 'no-store' })
    return response.ok ? nameOf(ENTRY.exec(await response.text())?.[1]) : undefined
  } catch {
    return undefined
  }
}

function ownEntry(): string | undefined {
  return nameOf(document.querySelector('script[type="module"][src]')?.getAttribute('src'))
}

const nameOf = (src: string | null | undefined): string | undefined => src?.replace(/^.*\/|\?.*$/g, '')
