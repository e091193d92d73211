// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { draw } from '../../testing/drawn.ts'
import { usePredictions } from './usePredictions.ts'

beforeEach(() => localStorage.clear())
afterEach(() => vi.unstubAllGlobals())

/** One browser tab with the lessons open. */
const tab = () => draw(usePredictions, undefined)

/** Browsers notify every other tab when one stores something. */
const tellOthers = (key: string | null = 'lessons'): boolean => window.dispatchEvent(new StorageEvent('storage', { key }))

const refuse = (name: string) => () => {
  throw new DOMException('not here', name)
}

const PREDICTION = { choice: 1, reason: 'pages' }

it('what is predicted, seen, guessed and done is still there when the page is opened again', async () => {
  const page = await tab()
  page.now.predict('fork', PREDICTION)
  page.now.see('fork', { choice: 2, words: '' })
  page.now.guess('cost', { fork: 3, vfork: 1 })
  page.now.finish('fork')
  page.leave()
  const { now } = await tab()
  expect(now.of('fork')).toEqual(PREDICTION)
  expect(now.seen('fork')).toEqual({ choice: 2, words: '' })
  expect(now.curve('cost')).toEqual({ fork: 3, vfork: 1 })
  expect([now.done('fork'), now.done('exec')]).toEqual([true, false])
})

it('taking back a prediction clears what was seen with it', async () => {
  const page = await tab()
  page.now.predict('fork', PREDICTION)
  page.now.see('fork', { choice: 2, words: '' })
  await page.settled()
  page.now.predict('fork', null)
  const { of, seen } = await page.settled()
  expect([of('fork'), seen('fork')]).toEqual([undefined, undefined])
})

it('with full storage everything lasts as long as the page, and is stored once there is room', async () => {
  const stored = localStorage
  vi.stubGlobal('localStorage', { getItem: () => stored.getItem('lessons'), setItem: refuse('QuotaExceededError') })
  const page = await tab()
  page.now.predict('fork', PREDICTION)
  page.now.finish('exec')
  const { of, done } = await page.settled()
  expect([of('fork'), done('exec')]).toEqual([PREDICTION, true])
  expect(stored.getItem('lessons')).toBeNull()
  vi.unstubAllGlobals()
  page.now.finish('fork')
  await page.settled()
  page.leave()
  const { now } = await tab()
  expect([now.of('fork'), now.done('exec'), now.done('fork')]).toEqual([PREDICTION, true, true])
})

it('in a browser that stores nothing, nothing is lost while the page is open', async () => {
  vi.stubGlobal('localStorage', { getItem: refuse('SecurityError'), setItem: refuse('SecurityError') })
  const page = await tab()
  page.now.predict('fork', PREDICTION)
  page.now.finish('fork')
  const { of, done } = await page.settled()
  expect([of('fork'), done('fork')]).toEqual([PREDICTION, true])
})

it('broken storage is replaced', async () => {
  localStorage.setItem('lessons', '{"predictions":')
  const page = await tab()
  expect(page.now.of('fork')).toBeUndefined()
  page.now.predict('fork', PREDICTION)
  expect((await page.settled()).of('fork')).toEqual(PREDICTION)
  expect(JSON.parse(localStorage.getItem('lessons') ?? '')).toMatchObject({ predictions: { fork: PREDICTION } })
})

it('two tabs: neither overwrites what the other has stored', async () => {
  const [one, other] = [await tab(), await tab()]
  one.now.predict('fork', PREDICTION)
  other.now.finish('exec')
  one.leave()
  other.leave()
  const { now } = await tab()
  expect([now.of('fork'), now.done('exec')]).toEqual([PREDICTION, true])
})

it('two tabs: one shows what the other has stored, and when the other clears everything', async () => {
  const [one, other] = [await tab(), await tab()]
  one.now.predict('fork', PREDICTION)
  tellOthers('language')
  expect((await other.settled()).of('fork')).toBeUndefined()
  tellOthers()
  expect((await other.settled()).of('fork')).toEqual(PREDICTION)
  localStorage.clear()
  tellOthers(null)
  expect((await other.settled()).of('fork')).toBeUndefined()
})
