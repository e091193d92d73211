/**
 * node scripts/bench/slowPhone.mjs: measures home and Lab on a really throttled slow phone, not a simulated one: when the first
 * words are painted, when the page can be used, and how long its main thread is blocked. Figures for docs/performance.md.
 */
import { chromium } from '@playwright/test'
import { findBrowser } from '../check/browser.mjs'
import { served } from './served.mjs'

const PORT = process.env.PHONE_PORT ?? '4298'
/** The values of Lighthouse's applied throttling. */
const LINE = { offline: false, latency: 150 * 3.75, downloadThroughput: (1.6 * 1024 * 1024 * 0.9) / 8, uploadThroughput: (750 * 1024 * 0.9) / 8 }
const PROCESSOR = 4
/** Each page, and a selector that is visible once it can be used. */
const PAGES = { home: ['/', '.stepper-buttons button:nth-child(3):enabled'], lab: ['/#/lab', '.lab-command'] }
/** How long the script looks for blocking tasks. */
const WATCH_MS = 12_000

const found = await findBrowser()
if (found.why) {
  console.error(found.why)
  process.exit(1)
}
const end = await served(PORT)
const browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox', '--disable-gpu'] })
try {
  for (const [name, [address, usable]] of Object.entries(PAGES)) console.log(name, JSON.stringify(await measured(address, usable)))
} finally {
  await browser.close()
  end()
}

async function measured(address, usable) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75 })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', LINE)
  await session.send('Emulation.setCPUThrottlingRate', { rate: PROCESSOR })
  await page.addInitScript((selector) => {
    // Noted in the page: from outside it would be looked for twice a second only, and from frame to frame there would be more frames.
    window.usable = new Promise((resolve) => {
      const look = () => document.querySelector(selector) && resolve(performance.now())
      new MutationObserver(look).observe(document, { subtree: true, childList: true, attributeFilter: ['disabled'] })
    })
    window.longTasks = []
    new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask', buffered: true })
  }, usable)
  await page.goto(`http://127.0.0.1:${PORT}${address}`, { waitUntil: 'commit' })
  const usableMs = await page.evaluate(() => window.usable)
  await page.waitForTimeout(WATCH_MS)
  const { wordsMs, tasks } = await page.evaluate(() => ({
    wordsMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    tasks: window.longTasks,
  }))
  await context.close()
  const blockedMs = tasks.reduce((sum, ms) => sum + Math.max(0, ms - 50), 0)
  return { wordsMs: Math.round(wordsMs), usableMs: Math.round(usableMs), blockedMs: Math.round(blockedMs) }
}
