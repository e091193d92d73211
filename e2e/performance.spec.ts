/** How long a recording of 100,000 events takes to open, and whether stepping through it ever blocks the page. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { longRecording } from './longRecording.ts'

const EVENTS = 100_000
const OPEN_MS = 2000
const LONG_TASK_MS = 50
const SCRUBS = 60

async function watchTasks(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: { start: number; ms: number }[] = []
    Object.assign(window, { longTasks: seen })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.push({ start: entry.startTime, ms: entry.duration })
    }).observe({ type: 'longtask', buffered: true })
  })
}

const tasksSince = (page: Page, start: number): Promise<number[]> =>
  page.evaluate(
    (from) => (window as unknown as { longTasks: { start: number; ms: number }[] }).longTasks.filter((task) => task.start >= from).map(({ ms }) => ms),
    start,
  )

test('100,000 events open in under 2 s and are scrubbed without a long task', async ({ page }) => {
  const ndjson = longRecording(EVENTS)
  expect(ndjson.trimEnd().split('\n').length).toBeGreaterThan(EVENTS - 4)
  await page.route('**/api/recordings/*', (route) => route.fulfill({ contentType: 'application/x-ndjson', body: ndjson }))
  await watchTasks(page)
  // What is measured is the recording: the page and its code are there already.
  await page.goto('/#/embed?v=1&c=go')
  await expect(page.locator('.stepper-count')).toContainText(/of \d\d/)
  const began = await page.evaluate(() => performance.now())
  await page.evaluate(() => {
    location.hash = '#/embed?v=1&c=rec:long'
  })
  await expect(page.locator('.stepper-count')).toContainText(/of (49|50)[,.]?\d{3}/, { timeout: 30_000 })
  const opened = await page.evaluate((from) => performance.now() - from, began)

  await page.waitForTimeout(1500)
  const scrubbing = await page.evaluate(() => performance.now())
  const slider = page.getByRole('slider').first()
  const box = await slider.boundingBox()
  if (!box) throw new Error('no slider')
  const y = box.y + box.height / 2
  await page.mouse.move(box.x + box.width / 2, y)
  await page.mouse.down()
  for (let n = 0; n < SCRUBS; n += 1) {
    await page.mouse.move(box.x + box.width * (0.05 + 0.9 * ((n * 7) % SCRUBS) * (1 / SCRUBS)), y)
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => drawn(null))))
  }
  await page.mouse.up()
  const longest = Math.max(0, ...(await tasksSince(page, scrubbing)))
  const opening = await tasksSince(page, began)
  const measured = {
    events: EVENTS,
    openedMs: Math.round(opened),
    longestOpeningTaskMs: Math.round(Math.max(0, ...opening)),
    scrubs: SCRUBS,
    longestScrubbingTaskMs: Math.round(longest),
  }
  console.log(JSON.stringify(measured))
  mkdirSync('test-results', { recursive: true })
  writeFileSync('test-results/performance.json', `${JSON.stringify(measured)}\n`)
  expect(opened).toBeLessThan(OPEN_MS)
  expect(longest).toBeLessThanOrEqual(LONG_TASK_MS)
})
