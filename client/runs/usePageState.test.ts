// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { draw } from '../testing/drawn.ts'
import { goTo } from './hashLocation.ts'
import { usePageState } from './usePageState.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  goTo('/lab?v=1&c=rust&at=7', { replace: true })
})
afterEach(() => vi.useRealTimers())

const open = (readOnly = false) => draw(usePageState, { readOnly })
const RUST = [{ strategy: 'rust' }]

it('the address is the state that the page opens with', async () => {
  expect((await open()).now).toMatchObject({ state: { columns: RUST, at: 7 }, fault: null })
})

it('a change is there at once, and in the address once the reader rests', async () => {
  const page = await open()
  page.now.change({ at: 8 })
  page.now.change({ at: 9, focus: 1 })
  expect((await page.settled()).state).toEqual({ columns: RUST, at: 9, focus: 1 })
  expect(location.hash).toBe('#/lab?v=1&c=rust&at=7')
  expect(vi.getTimerCount()).toBe(1)
  const before = history.length
  await vi.runAllTimersAsync()
  expect(location.hash).toBe('#/lab?v=1&c=rust&focus=2&at=9')
  expect(history.length).toBe(before)
  expect((await page.settled()).state).toEqual({ columns: RUST, at: 9, focus: 1 })
})

it('what is undefined is taken out', async () => {
  const page = await open()
  page.now.change({ at: undefined })
  await page.settled()
  await vi.runAllTimersAsync()
  expect(location.hash).toBe('#/lab?v=1&c=rust')
})

it('another address is another state', async () => {
  const page = await open()
  goTo('/lab?v=1&c=go')
  expect((await page.settled()).state).toEqual({ columns: [{ strategy: 'go' }] })
})

it('a link that is followed before a change was written stands: the change is not written over it', async () => {
  const page = await open()
  page.now.change({ at: 8 })
  await page.settled()
  goTo('/lab?v=1&c=go')
  await page.settled()
  await vi.runAllTimersAsync()
  expect(location.hash).toBe('#/lab?v=1&c=go')
  expect((await page.settled()).state).toEqual({ columns: [{ strategy: 'go' }] })
  page.now.change({ at: 3 })
  await page.settled()
  await vi.runAllTimersAsync()
  expect(location.hash).toBe('#/lab?v=1&c=go&at=3')
})

it('a change is written into the address of its page only', async () => {
  const page = await open()
  page.now.change({ at: 8 })
  await page.settled()
  goTo('/lessons')
  await vi.runAllTimersAsync()
  expect(location.hash).toBe('#/lessons')
})

it('when the page is left nothing is written any more', async () => {
  const page = await open()
  page.now.change({ at: 8 })
  await page.settled()
  page.leave()
  expect(vi.getTimerCount()).toBe(0)
})

it('a link that is refused says why, until something is changed', async () => {
  goTo('/lab?v=9', { replace: true })
  const page = await open()
  expect(page.now).toMatchObject({ state: {}, fault: { code: 'version', word: '9' } })
  page.now.change({ at: 1 })
  expect((await page.settled()).fault).toBeNull()
})

it('in a frame on another page the address is never written', async () => {
  const page = await open(true)
  page.now.change({ at: 8 })
  expect((await page.settled()).state.at).toBe(8)
  expect(vi.getTimerCount()).toBe(0)
})
