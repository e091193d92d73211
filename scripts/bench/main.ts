/**
 * npm run bench: how long each stage takes on this machine. Prints medians. Machines are noisy, so compare within one run only.
 * Measures: `run fork` and `run rust` from start to end, events per second of the helper, its measurement beside bare loops;
 * what lines of a program's sources cost a stop; a reader's own program from Run to its first event; and, where a browser is found, click to last event painted, a recording of 100,000 events opened, scrubbed and written, and
 * long logs of strace read.
 * Each figure is stored in .cache/figures.ndjson. `npm run bench -- WORD`: only the parts whose name has WORD in it.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { type Browser, chromium } from '@playwright/test'
import { pino } from 'pino'
import { HELPER } from '../../native/tests/liveRuns.ts'
import { readEnvironment } from '../../server/environment.ts'
import { builtPage } from '../../server/http/page.ts'
import { serve } from '../../server/serve.ts'
// Plain JavaScript, because `npm test` calls it before anything is installed.
import { findBrowser } from '../check/browser.mjs'
import { besideBareLoops } from './bare.ts'
import { firstLoad } from './firstLoad.ts'
import { growthOfLogs } from './growth.ts'
import { compareBesideHttp, labBesideWebTerminal } from './instant.ts'
import { keep } from './keep.mjs'
import { linesOfPrograms } from './linesOfPrograms.ts'
import { readLongLogs } from './longLogs.ts'
import { openLongRecordings } from './longRecordings.ts'
import { median } from './median.ts'
import { ownRuns } from './ownRuns.ts'
import { rounded } from './rounded.ts'
import { sandboxedRuns } from './sandboxedRuns.ts'
import { startFromNode } from './startFromNode.ts'
import { traceBesideStrace } from './traceBesideStrace.ts'

const RUNS = 31
const CLICKS = 11

function timeHelper(): void {
  const times: Record<string, number[]> = { fork: [], rust: [], 'an empty program': [] }
  const rates: number[] = []
  // Alternating, so that drift of the machine affects all alike.
  for (let round = 0; round < RUNS; round += 1) {
    for (const strategy of ['fork', 'rust']) {
      const began = performance.now()
      const lines = execFileSync(HELPER, ['run', strategy, '--format', 'ndjson'], { encoding: 'utf8' }).split('\n').length - 1
      const took = performance.now() - began
      times[strategy]?.push(took)
      if (strategy === 'rust') rates.push(lines / (took / 1000))
    }
    const began = performance.now()
    spawnSync('/bin/true')
    times['an empty program']?.push(performance.now() - began)
  }
  for (const [name, values] of Object.entries(times)) keep(name, { startToEndMs: rounded(median(values)), medianOf: RUNS })
  keep('events per second', { ofRunRust: Math.round(median(rates)) })
}

async function withBrowser(measure: (browser: Browser, url: string) => Promise<void>): Promise<void> {
  const found = await findBrowser()
  if (!('path' in found) || !found.path) return console.log(`not measured: ${'why' in found ? found.why : 'no browser'}`)
  const serving = await serve(readEnvironment({ ...process.env, PORT: '0' }), builtPage(process.cwd()), pino({ level: 'silent' }))
  const browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    await measure(browser, serving.url)
  } finally {
    await browser.close()
    await serving.close()
  }
}

function timeClick(): Promise<void> {
  return withBrowser(async (browser, url) => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(url)
    const run = page.getByRole('button', { name: /run all/i })
    const times: number[] = []
    for (let click = 0; click < CLICKS; click += 1) {
      await run.waitFor()
      const began = performance.now()
      await run.click()
      await page.locator('main[data-runs="ended"]').waitFor()
      // Two frames: the last event is in the document in the first and painted by the second.
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
      times.push(performance.now() - began)
    }
    keep('click to last event', { paintedMs: rounded(median(times)), runs: 4, medianOf: CLICKS })
    await page.close()
  })
}

const PARTS: Record<string, () => void | Promise<void>> = {
  helper: timeHelper,
  bare: besideBareLoops,
  start: startFromNode,
  sandbox: sandboxedRuns,
  growth: growthOfLogs,
  strace: traceBesideStrace,
  where: linesOfPrograms,
  own: ownRuns,
  click: timeClick,
  lab: () => withBrowser(labBesideWebTerminal),
  compare: () => withBrowser(compareBesideHttp),
  load: () => withBrowser(firstLoad),
  phone: () => void spawnSync(process.execPath, [path.join(import.meta.dirname, 'slowPhone.mjs')], { stdio: 'inherit' }),
  long: () => withBrowser(openLongRecordings),
  import: () => withBrowser(readLongLogs),
}
const words = process.argv.slice(2)
for (const [name, measure] of Object.entries(PARTS)) if (words.every((word) => name.includes(word))) await measure()
