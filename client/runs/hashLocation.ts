/**
 * The page's location, all of it behind the "#": `#/lab?v=1&c=rust`. So the page works on any static host and at any sub-path.
 * wouter prescribes the form: a path hook, a search hook, and a function that writes a link.
 */
import { useSyncExternalStore } from 'react'
import { hashPath, hashQuery } from './hashAddress.ts'

interface NavigateOptions {
  replace?: boolean
}

const readers = new Set<() => void>()

function subscribe(reader: () => void): () => void {
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
  for (const reader of readers) reader()
}

function hrefOf(to: string): string {
  return `#${to.startsWith('/') ? to : `/${to}`}`
}

export const useHashPath = Object.assign((): [string, typeof goTo] => [useSyncExternalStore(subscribe, hashPath), goTo], { hrefs: hrefOf })
export const useHashQuery = (): string => useSyncExternalStore(subscribe, hashQuery)
