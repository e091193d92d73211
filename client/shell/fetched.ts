import { type ComponentType, createElement, lazy, useState } from 'react'
import { loadWords } from '../words/messageGroup.ts'

export interface Fetched<P = object> {
  /** Fetches the component and its messages, without drawing it. */
  load: () => Promise<ComponentType<P>>
  Component: ComponentType<P>
}

/** A component that is fetched when it is drawn. If it was fetched before, it is drawn at once. */
export function fetched<P extends object>(get: () => Promise<ComponentType<P>>): Fetched<P> {
  let known: ComponentType<P> | undefined
  const load = async (): Promise<ComponentType<P>> => {
    known ??= await get()
    await loadWords()
    return known
  }
  const Coming: ComponentType<P> = lazy(async () => ({ default: await load() }))
  function Component(props: P) {
    // Decided once per mount: another component in its place would lose all state.
    const [Chosen] = useState(() => known ?? Coming)
    return createElement(Chosen, props)
  }
  return { load, Component }
}
