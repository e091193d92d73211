/**
 * Where the page is, all of it behind the "#": `#/lab?v=1&c=rust`. So it runs from any static host and any sub-path.
 * The shape is wouter's: a path hook, a search hook, and how a link is spelt.
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

/** Goes to a path with its query. A replaced entry leaves no step in the history. */
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
