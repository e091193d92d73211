// @vitest-environment happy-dom
/** What throws inside is replaced by a notice; what stands beside it stays. Another thing to show is drawn again. */
import type { ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { beforeAll, expect, it, vi } from 'vitest'
import { tryAgain } from '../content/fetchedOnce.ts'
import { loadWords } from '../words/messageGroup.ts'
import { Boundary } from './Boundary.tsx'
import { fetchedPart } from './fetchedPart.ts'

// The notice asks the server for its build.
vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no server')))
beforeAll(() => loadWords('en'))

function Figure({ step }: { step: number }): ReactNode {
  if (step === 7) throw new Error('no step 7')
  return `step ${step}`
}

function page(): { box: HTMLElement; show: (children: ReactNode) => void } {
  const box = document.createElement('div')
  // React reports what a boundary caught.
  const root = createRoot(box, { onCaughtError: () => {} })
  return { box, show: (children) => flushSync(() => root.render(children)) }
}

it('a figure that breaks is said in its place, and drawn again at the next step', () => {
  const { box, show } = page()
  const at = (step: number): void =>
    show(
      <div>
        bar{' '}
        <Boundary of={step}>
          <Figure step={step} />
        </Boundary>
      </div>,
    )
  at(6)
  expect(box.textContent).toBe('bar step 6')
  at(7)
  expect(box.textContent).toMatch(/^bar This part of the page broke\. The fault is ours: no step 7/)
  at(8)
  expect(box.textContent).toBe('bar step 8')
})

it('code that did not come is fetched again when somebody tries, and only then', async () => {
  let asked = 0
  const { Component, load } = fetchedPart<{ step: number }>(async () => {
    asked += 1
    if (asked === 1) throw new TypeError('Failed to fetch')
    return Figure
  })
  await expect(load()).rejects.toThrow('Failed to fetch')
  const { box, show } = page()
  const draw = (): void =>
    show(
      <Boundary>
        <Component step={1} />
      </Boundary>,
    )
  draw()
  draw()
  await expect.poll(() => box.textContent).toMatch(/^This part of the page could not be fetched/)
  expect(asked).toBe(1)
  tryAgain()
  await expect.poll(() => box.textContent).toBe('step 1')
  expect(asked).toBe(2)
})
