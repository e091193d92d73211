// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { draw } from '../testing/drawn.ts'
import { goTo } from './hashAddress.ts'
import { usePageState } from './usePageState.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  goTo('/lab?v=1&c=rust&at=7', { replace: true })
})
afterEach(() => vi.useRealTimers())

const open = (readOnly = false) => draw(usePageState, { readOnly })
const RUST = [{ strategy: 'rust' }]

it('the page opens with the state from the address', async () => {
  expect((await open()).now).toMatchObject({ state: { columns: RUST, at: 7 }, fault: null })
})

it('a change shows at once, and in the address once the reader pauses', async () => {
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

it('a change that says nothing new draws nothing and writes nothing', async () => {
  const page = await open()
  const before = page.now
  page.now.change({ at: 7, columns: [{ strategy: 'rust' }] })
  expect((await page.settled()).state).toBe(before.state)
  expect(vi.getTimerCount()).toBe(0)
  page.now.change({ at: 8 })
  page.now.change({ at: 8 })
  await page.settled()
  expect(vi.getTimerCount()).toBe(1)
})

it('removes undefined values from the state', async () => {
  const page = await open()
  page.now.change({ at: undefined })
  await page.settled()
  await vi.runAllTimersAsync()
  expect(location.hash).toBe('#/lab?v=1&c=rust')
})

it('a new address gives a new state', async () => {
  const page = await open()
  goTo('/lab?v=1&c=go')
  expect((await page.settled()).state).toEqual({ columns: [{ strategy: 'go' }] })
})

it('a pending change does not overwrite a link that the reader follows meanwhile', async () => {
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

it('writes a change only into the address of its page', async () => {
  const page = await open()
  page.now.change({ at: 8 })
  await page.settled()
  goTo('/lessons')
  await vi.runAllTimersAsync()
  expect(location.hash).toBe('#/lessons')
})

it('writes nothing after the reader leaves the page', async () => {
  const page = await open()
  page.now.change({ at: 8 })
  await page.settled()
  page.leave()
  expect(vi.getTimerCount()).toBe(0)
})

it('a refused link shows the reason until the next change', async () => {
  goTo('/lab?v=9', { replace: true })
  const page = await open()
  expect(page.now).toMatchObject({ state: {}, fault: { code: 'version', word: '9' } })
  page.now.change({ at: 1 })
  expect((await page.settled()).fault).toBeNull()
})

it('never writes the address in a frame on another page', async () => {
  const page = await open(true)
  page.now.change({ at: 8 })
  expect((await page.settled()).state.at).toBe(8)
  expect(vi.getTimerCount()).toBe(0)
})
