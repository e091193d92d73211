import { type ComponentType, createElement, use } from 'react'
import { fetchedOnce } from '../content/fetchedOnce.ts'
import { loadWords } from '../words/messageGroup.ts'

export interface FetchedPart<P = object> {
  /** Fetches the component and its messages, without drawing it. */
  load: () => Promise<unknown>
  /** Suspends until it has come; throws if it did not. If it was fetched before, it is drawn at once. */
  Component: ComponentType<P>
}

/** A component whose code is fetched when it is drawn. In place of React's `lazy`, which never tries again after a failure. */
export function fetchedPart<P extends object>(get: () => Promise<ComponentType<P>>): FetchedPart<P> {
  const part = fetchedOnce(async () => {
    const component = await get()
    await loadWords()
    return component
  })
  function Fetched(props: P) {
    return createElement(use(part.coming()), props)
  }
  return { load: part.load, Component: Fetched }
}
