/**
 * npm run bench: how long a run takes on this machine. Prints medians. Machines are noisy, so compare within one run only.
 * Measures: `run fork` and `run rust` from start to end, events per second of the helper, and, where a
 * browser is found, click to last event painted.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { chromium } from '@playwright/test'
import { pino } from 'pino'
import { HELPER } from '../../native/tests/liveRuns.ts'
import { readEnvironment } from '../../server/environment.ts'
import { builtPage } from '../../server/http/page.ts'
import { serve } from '../../server/serve.ts'
// Plain JavaScript, because `npm test` calls it before anything is installed.
import { findBrowser } from '../check/browser.mjs'

const RUNS = 31
const CLICKS = 11

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Number.NaN
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`
}

function timeHelper(): void {
  const times: Record<string, number[]> = { fork: [], rust: [], 'an empty program': [] }
  const rates: number[] = []
  // In turns, so that drift of the machine affects all alike.
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
  for (const [name, values] of Object.entries(times)) console.log(`${name.padEnd(24)} ${ms(median(values))} start to end (median of ${RUNS})`)
  console.log(`${'events per second'.padEnd(24)} ${Math.round(median(rates))} (run rust, the start of the process included)`)
}

async function timeClick(): Promise<void> {
  const found = await findBrowser()
  if (!('path' in found) || !found.path) return console.log(`click to last event       not measured: ${'why' in found ? found.why : 'no browser'}`)
  const serving = await serve(readEnvironment({ ...process.env, PORT: '0' }), builtPage(process.cwd()), pino({ level: 'silent' }))
  const browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(serving.url)
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
    console.log(`${'click to last event'.padEnd(24)} ${ms(median(times))} painted, four runs (median of ${CLICKS})`)
  } finally {
    await browser.close()
    await serving.close()
  }
}

timeHelper()
await timeClick()
