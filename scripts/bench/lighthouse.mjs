/**
 * npm run lighthouse: performance, accessibility, best practices and SEO of the main pages, in the local Chromium,
 * against the built page on the real server, as on a slow phone (Lighthouse's default: a quarter of the processor, slow 4G).
 * `npm run lighthouse -- desktop` measures a desktop, where every page scores higher. Lighthouse itself (185 MB) is not a
 * dependency: the script installs a pinned version from the npm registry once, into node_modules/.cache. Scores depend on other
 * work on the machine, so they are printed and stored (.cache/figures.ndjson), and nothing passes or fails.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { findBrowser } from '../check/browser.mjs'
import { ROOT } from '../setup/stamp.mjs'
import { keep } from './keep.mjs'
import { served } from './served.mjs'

const PACKAGE = 'lighthouse@12.8.2'
const CACHE = path.join(ROOT, 'node_modules/.cache/spawnscope/lighthouse')
const CLI = path.join(CACHE, 'node_modules/lighthouse/cli/index.js')
const PORT = process.env.LIGHTHOUSE_PORT ?? '4299'
/** Expected on a quiet machine; for a lower score the script prints why. */
const LEAST = 95
const PAGES = { home: '/', lab: '/#/lab', check: '/#/check', embed: '/embed#/embed?v=1&c=go' }
/** Lighthouse has no name for its default preset. */
const PRESETS = { mobile: [], desktop: ['--preset=desktop'] }
const preset = process.argv[2] ?? 'mobile'
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo']
/** The best of this many runs counts, because other work on the machine makes a page slower, never faster. */
const TRIES = 3

if (!PRESETS[preset]) {
  console.error(`lighthouse: there is no preset ${preset}. Cure: one of ${Object.keys(PRESETS).join(', ')}`)
  process.exit(2)
}
const browser = await findBrowser()
if (browser.why) end(browser.why)
if (!existsSync(CLI)) {
  mkdirSync(CACHE, { recursive: true })
  writeFileSync(path.join(CACHE, 'package.json'), '{"private":true}\n')
  const flags = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', PACKAGE]
  const install = () => spawnSync('npm', flags, { cwd: CACHE, stdio: 'inherit' }).status === 0
  // The registry may be busy for a moment.
  if (!install() && !install()) end(`npm cannot fetch ${PACKAGE}. Cure: run it once with a network`)
}

const stop = await served(PORT)
try {
  for (const name of Object.keys(PAGES)) {
    const scores = best(name)
    keep(`lighthouse ${preset} ${name}`, scores)
    const below = CATEGORIES.filter((category) => (scores[category] ?? 0) < LEAST)
    if (below.length > 0) console.log(`  below the ${LEAST} of a quiet machine: ${below.join(', ')}`)
  }
} finally {
  stop()
}

/** Each category's best score of up to TRIES runs. */
function best(name) {
  const url = `http://127.0.0.1:${PORT}${PAGES[name]}`
  const scores = {}
  for (let n = 0; n < TRIES && CATEGORIES.some((category) => (scores[category] ?? 0) < LEAST); n += 1) {
    const report = path.join(CACHE, `${preset}-${name}.json`)
    const flags = [
      '--quiet',
      '--output=json',
      `--output-path=${report}`,
      `--only-categories=${CATEGORIES.join(',')}`,
      ...PRESETS[preset],
      '--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking',
    ]
    // The report of an earlier run must not count.
    rmSync(report, { force: true })
    spawnSync(process.execPath, [CLI, url, ...flags], { env: { ...process.env, CHROME_PATH: browser.path }, stdio: ['ignore', 'ignore', 'inherit'] })
    if (!existsSync(report)) {
      console.log(`  ${preset} ${name}: Lighthouse gave no report`)
      continue
    }
    const { categories, audits } = JSON.parse(readFileSync(report, 'utf8'))
    for (const category of CATEGORIES) scores[category] = Math.max(scores[category] ?? 0, Math.round((categories[category]?.score ?? 0) * 100))
    if (n === TRIES - 1 || CATEGORIES.every((category) => scores[category] >= LEAST)) continue
    for (const category of CATEGORIES.filter((one) => scores[one] < LEAST))
      for (const { id, weight } of categories[category].auditRefs)
        if (weight > 0 && (audits[id].score ?? 1) < 0.9) console.log(`  ${preset} ${name}, ${category}: ${audits[id].title} ${audits[id].displayValue ?? ''}`)
  }
  return scores
}

function end(why) {
  console.error(`lighthouse: ${why}`)
  process.exit(1)
}
