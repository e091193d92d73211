/**
 * How long a recording of 100,000 events takes to open, and how long the longest task is while the page opens it, is
 * scrubbed through, or writes its lines into a terminal. Tasks are CPU time of the page's main thread, from Chromium's
 * own trace, because on a busy machine the wall clock would include other work. The wall clock is stored too.
 */
import { createServer } from 'node:http'
import type { Browser, Page } from '@playwright/test'
import { keep } from './keep.mjs'
import { longRecording } from './longRecording.ts'
import { longest, tasksOf } from './mainThread.ts'

const EVENTS = 100_000
const TRIES = 3
const SCRUBS = 60
const PATIENT = { timeout: 120_000 }

/** Serves the recording by HTTP, in network-sized pieces. A body fulfilled by the driver would arrive as one message. */
async function serveRecording(page: Page): Promise<() => void> {
  const ndjson = longRecording(EVENTS)
  const server = createServer((_, response) => response.setHeader('content-type', 'application/x-ndjson').end(ndjson))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await page.route('**/api/recordings/*', (route) => route.continue({ url: `http://127.0.0.1:${port}/` }))
  return () => server.close()
}

/** Opens it once: from the change of the address until the run can be stepped through. */
async function opened(browser: Browser, page: Page, url: string, at: string, id: string): Promise<{ wallMs: number; tasks: number[] }> {
  // Load the page and its code first, so that only the recording is measured.
  await page.goto(`${url}/#${at}?v=1&c=go`)
  await page.locator('.stepper-count', { hasText: /of \d\d$/ }).waitFor()
  let wallMs = 0
  const tasks = await tasksOf(browser, page, async () => {
    wallMs = await page.evaluate(async (hash) => {
      const began = performance.now()
      location.hash = hash
      while (!/of (49|50)/.test(document.querySelector('.stepper-count')?.textContent ?? '')) await new Promise((drawn) => requestAnimationFrame(drawn))
      // Includes what the first picture triggers (terminal, sizes).
      await new Promise((later) => setTimeout(later, 300))
      return performance.now() - began - 300
    }, `#${at}?v=1&c=rec:${id}`)
  })
  return { wallMs, tasks }
}

/** Drags the slider through the whole run. */
async function scrub(page: Page): Promise<void> {
  const box = await page.getByRole('slider').first().boundingBox()
  if (!box) throw new Error('there is no slider')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  for (let n = 0; n < SCRUBS; n += 1) {
    await page.mouse.move(box.x + box.width * (0.05 + (0.9 * ((n * 7) % SCRUBS)) / SCRUBS), box.y + box.height / 2)
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)))
  }
  await page.mouse.up()
}

/** Writes all its lines into an open terminal. */
async function write(page: Page, url: string): Promise<() => Promise<void>> {
  await page.goto(`${url}/#/?v=1&c=go`)
  const terminal = page.getByRole('region', { name: /^Terminal:/ })
  await terminal.scrollIntoViewIfNeeded()
  await terminal.locator('.xterm-rows', { hasText: 'P 1001' }).waitFor()
  await page.evaluate(() => {
    location.hash = '#/?v=1&c=rec:written&at=100000'
  })
  await page.locator('.stepper-count', { hasText: /of (49|50)/ }).waitFor(PATIENT)
  await terminal.scrollIntoViewIfNeeded()
  return () => terminal.locator('.xterm-rows', { hasText: /999\d\d P.*\+\+\+ exited/ }).waitFor(PATIENT)
}

/** Measures everything, on Compare and in a frame. */
export async function openLongRecordings(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  const stop = await serveRecording(page)
  for (const [name, at] of [
    ['a frame', '/embed'],
    ['Compare', '/'],
  ] as const) {
    const tries: { wallMs: number; tasks: number[] }[] = []
    while (tries.length < TRIES) tries.push(await opened(browser, page, url, at, `long${tries.length}`))
    keep(`100,000 events, ${name}`, {
      opensMs: tries.map(({ wallMs }) => Math.round(wallMs)),
      mainThreadMs: tries.map(({ tasks }) => Math.round(tasks.reduce((sum, ms) => sum + ms, 0))),
      longestTaskMs: tries.map(({ tasks }) => longest(tasks)),
      longestScrubbingTaskMs: longest(await tasksOf(browser, page, () => scrub(page))),
    })
  }
  const written = await write(page, url)
  keep('50,000 lines, a terminal', { longestTaskMs: longest(await tasksOf(browser, page, written)) })
  await page.close()
  stop()
}
