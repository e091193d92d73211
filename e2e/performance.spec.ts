/**
 * How long a recording of 100,000 events takes to open, and whether opening it or scrubbing through it ever blocks the page.
 * Tasks are measured by the processor time of the page's main thread, from Chromium's own trace: on a machine
 * with other work the wall clock would measure that too. It is printed beside.
 */
import { createServer } from 'node:http'
import { availableParallelism, loadavg } from 'node:os'
import { type Browser, expect, type Page } from '@playwright/test'
import { longRecording } from './longRecording.ts'
import { test } from './watched.ts'

const EVENTS = 100_000
const OPEN_MS = 2000
const LONG_TASK_MS = 50
const SCRUBS = 60
const TRIES = 3

interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  /** Microseconds on the processor. */
  tdur?: number
  args: { name?: string }
}

/** What the main threads of pages did meanwhile, in ms a task. */
async function tasksOf(browser: Browser, page: Page, act: () => Promise<void>): Promise<number[]> {
  await browser.startTracing(page, { categories: ['toplevel'] })
  await act()
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }
  const thread = ({ pid, tid }: TraceEvent): string => `${pid}:${tid}`
  const main = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(thread))
  const tasks = traceEvents.filter((event) => event.ph === 'X' && event.name.endsWith('RunTask') && main.has(thread(event)))
  expect(tasks.length, 'the trace tells of tasks').toBeGreaterThan(0)
  return tasks.map(({ tdur = 0 }) => tdur / 1000)
}

/**
 * Serves the recording by HTTP, in the pieces a network has: a body that the driver fulfils arrives as one message, whose
 * unpacking would be measured too.
 */
async function serve(page: Page, ndjson: string): Promise<() => void> {
  const server = createServer((_, response) => response.setHeader('content-type', 'application/x-ndjson').end(ndjson))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await page.route('**/api/recordings/*', (route) => route.continue({ url: `http://127.0.0.1:${port}/` }))
  return () => server.close()
}

/** One opening, from the change of the address until the run can be stepped through. */
async function opened(browser: Browser, page: Page, at: string, id: string): Promise<{ wallMs: number; tasks: number[] }> {
  // What is measured is the recording: the page and its code are there already.
  await page.goto(`/#${at}?v=1&c=go`)
  await expect(page.locator('.stepper-count')).toContainText(/of \d\d$/)
  let wallMs = 0
  const tasks = await tasksOf(browser, page, async () => {
    wallMs = await page.evaluate(async (hash) => {
      const began = performance.now()
      location.hash = hash
      while (!/of (49|50)/.test(document.querySelector('.stepper-count')?.textContent ?? '')) await new Promise((drawn) => requestAnimationFrame(drawn))
      // What the first picture leads to (terminal, sizes) is part of it.
      await new Promise((later) => setTimeout(later, 300))
      return performance.now() - began - 300
    }, `#${at}?v=1&c=rec:${id}`)
  })
  return { wallMs, tasks }
}

for (const [name, at] of [
  ['a frame', '/embed'],
  ['Compare', '/'],
] as const)
  test(`100,000 events open in under 2 s and are scrubbed, neither with a long task, in ${name}`, async ({ page, browser }) => {
    const stop = await serve(page, longRecording(EVENTS))
    // Others on the machine evict its caches: the best of three is what the page itself takes.
    const tries: { wallMs: number; tasks: number[] }[] = []
    const longest = ({ tasks }: { tasks: number[] }): number => Math.max(...tasks)
    while (tries.length < TRIES && !tries.some((one) => longest(one) <= LONG_TASK_MS)) tries.push(await opened(browser, page, at, `long${tries.length}`))
    const [best = { wallMs: 0, tasks: [] }] = tries.toSorted((a, b) => longest(a) - longest(b))

    const slider = page.getByRole('slider').first()
    const box = await slider.boundingBox()
    if (!box) throw new Error('there is no slider')
    const places = new Set<string | null>()
    const scrubbing = await tasksOf(browser, page, async () => {
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
      await page.mouse.down()
      for (let n = 0; n < SCRUBS; n += 1) {
        await page.mouse.move(box.x + box.width * (0.05 + (0.9 * ((n * 7) % SCRUBS)) / SCRUBS), box.y + box.height / 2)
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)))
        places.add(await slider.inputValue())
      }
      await page.mouse.up()
    })
    expect(places.size, 'the slider moved').toBeGreaterThan(SCRUBS / 2)

    const measured = {
      page: name,
      events: EVENTS,
      openWallMs: Math.round(best.wallMs),
      openMainThreadMs: Math.round(best.tasks.reduce((sum, ms) => sum + ms, 0)),
      longestOpeningTaskMs: tries.map((one) => Math.round(longest(one))),
      longestScrubbingTaskMs: Math.round(Math.max(...scrubbing)),
      load: Number((loadavg()[0] ?? 0).toFixed(1)),
      cores: availableParallelism(),
    }
    console.log(JSON.stringify(measured))
    expect(measured.openMainThreadMs).toBeLessThan(OPEN_MS)
    // As much slower as others keep the processors busy.
    expect(measured.openWallMs).toBeLessThan(OPEN_MS * Math.max(1, measured.load / measured.cores))
    expect(longest(best)).toBeLessThanOrEqual(LONG_TASK_MS)
    expect(measured.longestScrubbingTaskMs).toBeLessThanOrEqual(LONG_TASK_MS)
    stop()
  })

test('50,000 lines are written into a terminal without a long task, and its search finds the first of them', async ({ page, browser }) => {
  const ndjson = longRecording(EVENTS)
  await page.route('**/api/recordings/*', (route) => route.fulfill({ contentType: 'application/x-ndjson', body: ndjson }))
  await page.goto('/#/?v=1&c=go')
  const terminal = page.getByRole('region', { name: /^Terminal:/ })
  await terminal.scrollIntoViewIfNeeded()
  await expect(terminal.locator('.xterm-rows')).toContainText('P 1001')
  await page.evaluate(() => {
    location.hash = '#/?v=1&c=rec:long&at=100000'
  })
  await expect(page.locator('.stepper-count')).toContainText(/of (49|50)/, { timeout: 30_000 })
  // It is another terminal, and the page above it has another height.
  await terminal.scrollIntoViewIfNeeded()
  await expect(terminal.locator('.xterm-rows')).toBeVisible()
  // Opening is measured above. From here on it is the terminal that works: its last row comes when all is written.
  const writing = await tasksOf(browser, page, () => expect(terminal.locator('.xterm-rows')).toContainText(/999\d\d P.*\+\+\+ exited/, { timeout: 40_000 }))
  const longest = Math.max(...writing)
  console.log(JSON.stringify({ lines: EVENTS / 2, tasks: writing.length, longestTaskMs: Math.round(longest) }))
  expect(longest).toBeLessThanOrEqual(LONG_TASK_MS)
  await terminal.getByRole('button', { name: /^Search in/ }).click()
  await terminal.getByRole('searchbox').fill('is created')
  await expect(terminal.locator('.xterm-rows')).toContainText('is created: memory shared')
})
