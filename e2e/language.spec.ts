/**
 * A language is a row and a folder. The pseudo-language is made from English in a copy of the project (scripts/language): every
 * page is opened in it, and what is English there would be English in every language. Its texts are 40 % longer: nothing may
 * be cut off, lie on something else, or make the page scroll sideways.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import type { Catalog } from '../protocol/catalog.ts'
import { crampedTexts, type Finding, strangeTexts } from './languageAudit.ts'
import { test } from './watched.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
const PSEUDO = 'en-XA'
const WIDTHS = [1440, 1024, 390]
/** A lesson with all that a lesson may have, and one in which a curve is drawn. */
const LESSONS = ['the-signal-window', 'what-fork-costs']

let copy = ''
let server: ChildProcess | undefined
let base = ''

test.beforeAll(async () => {
  copy = mkdtempSync(path.join(tmpdir(), 'spawnscope-pseudo-'))
  execFileSync(process.execPath, ['--import', 'tsx', path.join(ROOT, 'scripts/language/main.ts'), '--out', copy], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const port = await freePort()
  base = `http://localhost:${port}`
  const env = { ...process.env, PORT: String(port), HOST: '127.0.0.1', SPAWNSCOPE_ROOT: copy, NODE_ENV: 'production' }
  server = spawn(process.execPath, [path.join(copy, 'dist/server/main.js')], { cwd: copy, env, stdio: 'ignore' })
  await expect.poll(async () => (await fetch(`${base}/api/check`).catch(() => undefined))?.ok).toBe(true)
})

test.afterAll(() => {
  server?.kill()
  rmSync(copy, { recursive: true, force: true })
})

async function freePort(): Promise<number> {
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => taken.once('listening', resolve))
  const address = taken.address()
  await new Promise((resolve) => taken.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** Names of system calls, as the recordings have them, and of strategies and runtimes, as the catalog has them. */
function known(): string[] {
  const folder = path.join(ROOT, 'content/strategies')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ndjson'))
  const { strategies, specimens = [] } = JSON.parse(readFileSync(path.join(ROOT, 'content/catalog.json'), 'utf8')) as Catalog
  const calls = new Set(files.flatMap((name) => [...readFileSync(path.join(folder, name), 'utf8').matchAll(/"call":"(\w+)"/g)].map(([, call = '']) => call)))
  return [...calls, ...specimens.map(({ runtime }) => runtime), ...strategies.flatMap(({ id, title }) => [id, title, title.split(':')[0] ?? title])]
}
const KNOWN = known()

async function open(page: Page, hash: string): Promise<void> {
  await page.addInitScript((language) => localStorage.setItem('language', language), PSEUDO)
  await page.goto(`${base}/${hash}`)
  await expect(page.locator('html')).toHaveAttribute('lang', PSEUDO)
}

/** All that is folded is read, too. Then nothing is fetched any more, and what is drawn in turn is drawn. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
  })
  await page.waitForLoadState('networkidle')
  await quiet(page)
}

/** After what the page does of itself when its width has changed. */
async function quiet(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let turns = 0; turns < 3; turns += 1) {
      await new Promise((resolve) => requestAnimationFrame(resolve))
      await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2_000 }))
    }
  })
}

async function findings(page: Page): Promise<string[]> {
  const found: Finding[] = [...(await page.evaluate(strangeTexts, KNOWN)), ...(await page.evaluate(crampedTexts))]
  return [...new Set(found.map(({ rule, where, what }) => `${rule}: ${what} (${where})`))]
}

/** What is shown now, at every width. */
async function expectRoom(page: Page): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    await quiet(page)
    expect.soft(await findings(page), `${width} px`).toEqual([])
  }
}

/** Each page, opened by its address. `ready`: what is there when all of it is. */
const VIEWS: readonly { hash: string; ready: string; act?: (page: Page) => Promise<void> }[] = [
  { hash: '#/', ready: '.terminals' },
  { hash: '#/?v=1&c=vfork&c=hazard-handler&c=rust&target=missing', ready: '.terminals', act: runAll },
  { hash: '#/lab', ready: '.lab-command', act: runLab },
  // A refusal: the meaning of its code, and what the server says of this very run.
  { hash: '#/?v=1&c=rec:gone&c=go', ready: '.column .outcome:not(:empty)' },
  { hash: '#/lab?v=9', ready: '[role=alert], .alert' },
  { hash: '#/lessons', ready: '.lesson-card' },
  { hash: '#/claims', ready: '.claim' },
  { hash: '#/claims/nim-is-it-safe', ready: '.trials', act: runClaim },
  { hash: '#/incidents', ready: '.incidents' },
  { hash: '#/glossary', ready: '.glossary' },
  { hash: '#/real', ready: '.likeness' },
  { hash: '#/atlas', ready: '.atlas-cell' },
  { hash: '#/atlas/go@1.23/mask-started/go/signals', ready: '.atlas-run' },
  { hash: '#/atlas/read-dotnet@000a148b/mechanism/dotnet', ready: '.atlas-panel' },
  { hash: '#/cost', ready: '.cost-legend' },
  { hash: '#/check', ready: '.check-items' },
  { hash: '#/embed?v=1&c=go', ready: '.stepper' },
  { hash: '#/nowhere', ready: '.no-page' },
]

async function runAll(page: Page): Promise<void> {
  await page.locator('.compare-lead .button[data-tone="primary"]').click()
  await expect(page.locator('main[data-runs="ended"]')).toBeVisible()
}
async function runLab(page: Page): Promise<void> {
  await page.locator('.lab .button[data-tone="primary"]').first().click()
  await expect(page.locator('.lab-runs th[data-focus]')).toHaveCount(2)
}
async function runClaim(page: Page): Promise<void> {
  await page.locator('.claim .button[data-tone="primary"]').first().click()
  await expect(page.locator('.trials [data-agrees]').first()).toBeVisible()
}

for (const { hash, ready, act } of VIEWS) {
  test(`${hash} is all in the reader's language, and has room for it`, async ({ page }) => {
    await open(page, hash)
    await expect(page.locator(ready).first()).toBeAttached()
    await act?.(page)
    await unfold(page)
    await expectRoom(page)
  })
}

for (const slug of LESSONS) {
  test(`the lesson ${slug} is, step by step, with a prediction and a run`, async ({ page }) => {
    await open(page, `#/lessons/${slug}/1`)
    const steps = await page.locator('.step-bar button, .lesson-top nav button').count()
    for (let at = 1; at <= steps; at += 1) {
      const kind = (await page.locator('main.lesson').getAttribute('data-step')) ?? ''
      await unfold(page)
      await expectRoom(page)
      if (await doStep(page, kind)) await expectRoom(page)
      if (at < steps) await page.locator('.lesson-foot button').last().click()
      if (at < steps) await expect(page.locator('main.lesson')).not.toHaveAttribute('data-step', kind)
    }
  })
}

/** What a reader does in a step; false where there is nothing to do. */
async function doStep(page: Page, kind: string): Promise<boolean> {
  if (kind === 'predict') {
    await page.locator('.predict input[type=radio]').first().check()
    await page.locator('.predict button[type=submit]').click()
  } else if (kind === 'run') {
    await page.locator('.lesson-run .button[data-tone="primary"]').click()
    await expect(page.locator('.run-figures')).toBeVisible()
  } else if (kind === 'explain') {
    await page.locator('.observe input[type=radio]').first().check()
    await page.locator('.observe button[type=submit]').click()
    await unfold(page)
  } else if (kind === 'curve') await page.locator('.lesson-screen .button[data-tone="primary"]').first().click()
  else if (kind === 'change') {
    await page.locator('.lesson-screen .button').first().click()
    await expect(page.locator('.tries [data-reached]').first()).toBeVisible()
  } else return false
  return true
}

test('palette, keys and menu are, too', async ({ page }) => {
  await open(page, '#/glossary')
  await expect(page.locator('.glossary')).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.locator('dialog[open] [role=option]').first()).toBeVisible()
  await expectRoom(page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.locator('dialog[open] .keys-sheet')).toBeVisible()
  await expectRoom(page)
  await page.keyboard.press('Escape')
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    await page.locator('.page-more').click()
    await expect(page.locator('.page-menu')).toBeVisible()
    expect.soft(await findings(page), `${width} px`).toEqual([])
    await page.keyboard.press('Escape')
  }
})

test('the audit sees English, what is cut off, what lies on something else, and a page that is too wide', async ({ page }) => {
  await page.setContent(`<html lang="${PSEUDO}"><body>
    <p>⟦Ťĥéé⟧ <span>plain</span> <code>execve</code> execve ⟦šťááťéé D (disk sleep)⟧ 3 ms</p>
    <button aria-label="Close">×</button>
    <div style="width: 40px; overflow: hidden; white-space: nowrap">⟦ẋẋẋẋẋẋẋẋẋẋẋẋẋẋẋẋẋẋẋ⟧</div>
    <div style="position: absolute; top: 300px">⟦ááááááááá⟧</div><div style="position: absolute; top: 304px">⟦ííííííííííí⟧</div>
    <div style="width: 3000px">⟦óó⟧</div>
  </body></html>`)
  const found: Finding[] = [...(await page.evaluate(strangeTexts, KNOWN)), ...(await page.evaluate(crampedTexts))]
  expect(found.map(({ rule, what }) => [rule, what.split(' ')[0]])).toEqual([
    ['text', 'plain'],
    ['attribute', 'Close'],
    ['sideways', '3008'],
    ['clipped', expect.any(String)],
    ['overlap', '⟦ááááááááá⟧'],
  ])
})
