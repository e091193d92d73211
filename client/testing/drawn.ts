/** A hook in a page of its own, for tests: drawn by React itself, strictly, as the page draws it. */
import { createElement, type ReactNode, StrictMode, useLayoutEffect } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { afterEach } from 'vitest'

interface Drawn<Props, Result> {
  /** What the hook has given last. */
  readonly now: Result
  /** Draws it again with other props, and lets its effects be drawn. */
  again(props: Props): Promise<Result>
  /** Waits until what was drawn is so. */
  until(so: (result: Result) => boolean): Promise<Result>
  /** Lets React do all that is asked for, and gives what stands then. */
  settled(): Promise<Result>
  /** The page is left. */
  leave(): void
}

/** More turns of the loop than any chain of promises, effects and drawings here is long. */
const TURNS = 20
const open = new Set<() => void>()
afterEach(() => {
  for (const leave of open) leave()
})

/** `around`: what the hook stands in, such as a context. */
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
