/**
 * How long a person waits for a run: in the Lab beside a plain web terminal, and in Compare beside the same runs asked for by HTTP one
 * after the other. The two take turns, so that whatever else the machine does falls upon both; the ratio is the figure.
 */
import { performance } from 'node:perf_hooks'
import type { Browser, Page } from '@playwright/test'
import { keep } from './keep.mjs'
import { median } from './median.ts'
import { rounded } from './rounded.ts'
import { openWebTerminal } from './webTerminal.ts'

const WARM_UP = 4
const TIMES = 21
const SCREEN = { viewport: { width: 1440, height: 900 } }
/** After a measured run, the page still writes its address and lets go of what it no longer needs. */
const REST_MS = 400

/** tsx keeps the names of functions by a helper, which a page does not have. */
const TSX = 'globalThis.__name = (made) => made'

const ratio = (ours: readonly number[], theirs: readonly number[]): number => rounded(median(ours) / median(theirs), 2)

/** What the scripts below leave in the page. */
interface Measuring {
  measure(): Promise<{ rowsMs: number; figuresMs: number }>
}

/** Lab: Run → rows in the terminal painted → all figures drawn. Web terminal: Enter → its last line painted. */
export async function labBesideWebTerminal(browser: Browser, url: string): Promise<void> {
  const terminal = await openWebTerminal(browser)
  const page = await browser.newPage(SCREEN)
  await page.addInitScript({ content: TSX })
  await page.addInitScript(measureLab)
  await page.goto(`${url}/#/lab`)
  await page.locator('.lab-bench .terminal-box[data-written]').waitFor()
  const [rows, figures, theirs]: [number[], number[], number[]] = [[], [], []]
  let lines = 0
  for (let round = -WARM_UP; round < TIMES; round += 1) {
    await terminal.page.bringToFront()
    const entered = await terminal.enter()
    await page.bringToFront()
    const ran = await page.evaluate(() => (window as unknown as Measuring).measure())
    await page.waitForTimeout(REST_MS)
    if (round < 0) continue
    rows.push(ran.rowsMs)
    figures.push(ran.figuresMs)
    theirs.push(entered.ms)
    lines = entered.lines
  }
  keep('Lab beside a terminal', {
    rowsMs: rounded(median(rows)),
    figuresMs: rounded(median(figures)),
    webTerminalMs: rounded(median(theirs)),
    webTerminalLines: lines,
    rowsRatio: ratio(rows, theirs),
    figuresRatio: ratio(figures, theirs),
    medianOf: TIMES,
  })
  await page.close()
  await terminal.close()
}

/** Compare: Run all → drawn. HTTP: the same runs by POST /api/runs, one after the other, each read to its end. */
export async function compareBesideHttp(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage(SCREEN)
  const asked = runsAskedBy(page)
  await page.addInitScript({ content: TSX })
  await page.addInitScript(measureCompare)
  await page.goto(url)
  await page.locator('.compare-lead button:enabled', { hasText: /run all/i }).waitFor()
  // All that the page draws by and by when it opens.
  await page.locator('.terminals').waitFor()
  const [drawn, theirs]: [number[], number[]] = [[], []]
  for (let round = -WARM_UP; round < TIMES; round += 1) {
    const ran = await page.evaluate(() => (window as unknown as Measuring).measure())
    // The run plays itself; a key takes over, so that no step of it falls into the next measurement.
    await page.keyboard.press('ArrowRight')
    await page.waitForTimeout(REST_MS)
    const httpMs = await postAll(url, asked)
    if (round < 0) continue
    drawn.push(ran.figuresMs)
    theirs.push(httpMs)
  }
  keep('Run all beside HTTP', {
    drawnMs: rounded(median(drawn)),
    httpMs: rounded(median(theirs)),
    runs: asked.length,
    ratio: ratio(drawn, theirs),
    medianOf: TIMES,
  })
  await page.close()
}

/** The settings of the page's runs of one press, as it sent them; filled with the first press. */
function runsAskedBy(page: Page): unknown[] {
  const settings: unknown[] = []
  const seen = new Set<string>()
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const message = JSON.parse(String(payload))
      const word = JSON.stringify(message.settings)
      if (message.kind !== 'run' || seen.has(word)) return
      seen.add(word)
      settings.push(message.settings)
    }),
  )
  return settings
}

async function postAll(url: string, all: readonly unknown[]): Promise<number> {
  const began = performance.now()
  for (const settings of all) {
    const response = await fetch(`${url}/api/runs`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(settings) })
    if (!response.ok) throw new Error(`POST /api/runs: ${response.status} ${await response.text()}`)
    await response.arrayBuffer()
  }
  return performance.now() - began
}

/** In the page. The rows are written when the terminal says so (data-written), painted with the next frame; the figures two frames after. */
function measureLab(): void {
  const measuring: Measuring = {
    measure: () =>
      new Promise((done) => {
        const bench = document.querySelector<HTMLElement>('.lab-bench')
        const box = bench?.querySelector<HTMLElement>('.terminal-box')
        const button = bench?.querySelector<HTMLElement>('.lab-command [data-tone="primary"]')
        if (!bench || !box || !button) throw new Error('this is not the Lab')
        const before = box.dataset.written
        const began = performance.now()
        let rowsMs = 0
        let wrote = false
        let ran = false
        const watch = new MutationObserver(() => {
          ran ||= bench.dataset.busy === 'true'
          if (!wrote && box.dataset.written !== before) {
            wrote = true
            requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel()
              port1.onmessage = () => {
                rowsMs = performance.now() - began
              }
              port2.postMessage(null)
            })
          }
          if (!ran || bench.dataset.busy === 'true') return
          watch.disconnect()
          requestAnimationFrame(() => requestAnimationFrame(() => done({ rowsMs, figuresMs: performance.now() - began })))
        })
        watch.observe(bench, { subtree: true, attributes: true, attributeFilter: ['data-busy', 'data-written'] })
        button.click()
      }),
  }
  Object.assign(window, measuring)
}

/** In the page. */
function measureCompare(): void {
  const measuring: Measuring = {
    measure: () =>
      new Promise((done) => {
        const main = document.querySelector<HTMLElement>('main')
        const button = [...document.querySelectorAll<HTMLElement>('.compare-lead button')].find(({ textContent }) => /run all/i.test(textContent ?? ''))
        if (!main || !button) throw new Error('this is not Compare')
        const began = performance.now()
        let ran = false
        const watch = new MutationObserver(() => {
          ran ||= main.dataset.runs === 'running'
          if (!ran || main.dataset.runs !== 'ended') return
          watch.disconnect()
          requestAnimationFrame(() => requestAnimationFrame(() => done({ rowsMs: 0, figuresMs: performance.now() - began })))
        })
        watch.observe(main, { attributes: true, attributeFilter: ['data-runs'] })
        button.click()
      }),
  }
  Object.assign(window, measuring)
}
