/**
 * The page's location, all of it behind the "#": `#/lab?v=1&c=rust`. So the page works on any static host and at any sub-path.
 * wouter prescribes the form: a path hook, a search hook, and a function that writes a link.
 */
import { useSyncExternalStore } from 'react'
import { goTo, hashPath, hashQuery, hrefOf, onAddress } from './hashAddress.ts'

export const useHashPath = Object.assign((): [string, typeof goTo] => [useSyncExternalStore(onAddress, hashPath), goTo], { hrefs: hrefOf })
export const useHashQuery = (): string => useSyncExternalStore(onAddress, hashQuery)
