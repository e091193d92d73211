/** A hook in a page of its own, for tests. React renders it in strict mode, as on the real page. */
import { createElement, type ReactNode, StrictMode, useLayoutEffect } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { afterEach } from 'vitest'

interface Drawn<Props, Result> {
  /** The hook's latest result. */
  readonly now: Result
  /** Renders the hook with other props, and lets its effects run. */
  again(props: Props): Promise<Result>
  /** Waits until the result satisfies the condition. */
  until(so: (result: Result) => boolean): Promise<Result>
  /** Lets React finish all pending work, and returns the result. */
  settled(): Promise<Result>
  /** Unmounts the page. */
  leave(): void
}

/** More turns of the event loop than the longest chain of promises, effects and renders here. */
const TURNS = 20
const open = new Set<() => void>()
afterEach(() => {
  for (const leave of open) leave()
})

/** `around`: wraps the hook, for example in a context. */
export async function draw<Props, Result>(
  hook: (props: Props) => Result,
  props: Props,
  around: (children: ReactNode) => ReactNode = (children) => children,
): Promise<Drawn<Props, Result>> {
  const root = createRoot(document.createElement('div'))
  const readers = new Set<() => void>()
  let result: { value: Result } | undefined

  function Page({ given }: { given: Props }): null {
    const value = hook(given)
    useLayoutEffect(() => {
      result = { value }
      for (const reader of readers) reader()
    })
    return null
  }
  function now(): Result {
    if (!result) throw new Error('nothing has been drawn')
    return result.value
  }
  async function again(next: Props): Promise<Result> {
    flushSync(() => root.render(createElement(StrictMode, null, around(createElement(Page, { given: next })))))
    return settled()
  }
  async function settled(): Promise<Result> {
    for (let turn = 0; turn < TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    return now()
  }
  function leave(): void {
    open.delete(leave)
    flushSync(() => root.unmount())
  }

  open.add(leave)
  await again(props)
  return {
    get now() {
      return now()
    },
    again,
    until: (so) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!so(now())) return
          readers.delete(look)
          resolve(now())
        }
        readers.add(look)
        look()
      }),
    settled,
    leave,
  }
}
