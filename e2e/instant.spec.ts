/**
 * What a run costs the page, counted: commits of React, components drawn by where they stand, rows drawn by xterm. None of it depends on how
 * fast the machine is. Times are measured by `npm run bench` (docs/performance.md).
 */
import { expect, type Page } from '@playwright/test'
import { DRAW_MS } from '../client/runs/drawPace.ts'
import { atRest, countRenders, drawnAt, takeCommits } from './renders.ts'
import { test } from './watched.ts'

/**
 * As on a machine that is fast enough: all that the server says of `together` runs reaches the page at once, when the last of them has
 * ended, and the clock by which the page draws runs meanwhile never strikes.
 */
async function runsComeWhole(page: Page, together = 1): Promise<void> {
  await page.addInitScript((ms) => {
    const real = window.setInterval as (act: TimerHandler, after?: number, ...rest: unknown[]) => number
    const without: typeof real = (act, after, ...rest) => (after === ms ? 0 : real(act, after, ...rest))
    Object.assign(window, { setInterval: without })
  }, DRAW_MS)
  await page.routeWebSocket('**/live', (socket) => {
    const server = socket.connectToServer()
    const under = new Set<string>()
    let begun = 0
    const held: (string | Buffer)[] = []
    socket.onMessage((message) => {
      const { kind, run } = JSON.parse(String(message))
      if (kind === 'run') {
        under.add(run)
        begun += 1
      }
      server.send(message)
    })
    server.onMessage((message) => {
      const { kind, run } = JSON.parse(String(message))
      held.push(message)
      if (kind === 'ended' || kind === 'error') under.delete(run)
      if (under.size === 0 && begun % together === 0) for (const one of held.splice(0)) socket.send(one)
    })
  })
}

const LAB = { settings: '.lab-settings, .lab-fold', grid: '.lab-grid', observer: 'figure.observer', figures: '.lab-screen .stepper, .timeline, .stage' }

async function openLab(page: Page, query: string): Promise<void> {
  await countRenders(page, LAB)
  await page.goto(`/#/lab?${query}`)
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled()
  await expect(page.locator('figure.observer')).toBeAttached()
  await expect(page.locator('.terminal-box[data-written]')).toBeAttached()
  await atRest(page)
}

const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true }).click()
const bench = (page: Page) => page.locator('.lab-bench')

test('in the Lab a run draws its buttons, its rows and at its end its figures, each once; settings, grid and observer never', async ({ page }) => {
  await runsComeWhole(page)
  await openLab(page, 'v=1&c=ruby')
  // The first run takes the page's lead away, and each new run a place in the table.
  for (let n = 0; n < 2; n += 1) {
    await run(page)
    await expect(bench(page)).toHaveAttribute('data-busy', 'false')
    await atRest(page)
  }
  await takeCommits(page)
  const written = Number(await page.locator('.lab-bench .terminal-box').getAttribute('data-written'))
  await run(page)
  await expect(page.locator(`.lab-bench .terminal-box[data-written="${written + 1}"]`)).toBeAttached()
  await expect(bench(page)).toHaveAttribute('data-busy', 'false')
  await atRest(page)
  const commits = await takeCommits(page)
  console.log(JSON.stringify(commits))
  for (const place of ['settings', 'grid', 'observer']) expect(drawnAt(commits, place), place).toBe(0)
  expect(commits.filter(({ figures = 0 }) => figures > 0)).toHaveLength(1)
  // Measured: the press, the end, the link's columns, the address.
  expect(commits.length).toBeLessThanOrEqual(5)
})

test('a run that lasts is drawn now and then; meanwhile settings, grid and observer are not', async ({ page }) => {
  await openLab(page, 'v=1&c=vfork&hold=before-exec=1500')
  await run(page)
  // Its figures stand there before it is over.
  await expect(page.locator('.lab-runs thead th').first()).toContainText('vfork --hold')
  await expect(bench(page)).toHaveAttribute('data-busy', 'true')
  await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toBeVisible()
  await takeCommits(page)
  await expect(bench(page)).toHaveAttribute('data-busy', 'false')
  await atRest(page)
  const commits = await takeCommits(page)
  console.log(JSON.stringify(commits))
  for (const place of ['settings', 'grid', 'observer']) expect(drawnAt(commits, place), place).toBe(0)
})

/** How often the rows on the screen were replaced, by the frame: rows are drawn once a frame, whatever scrolls. */
async function countRows(page: Page): Promise<() => Promise<{ frames: number; replaced: number; rows: number }>> {
  await page.evaluate(() => {
    const rows = document.querySelector('.xterm-rows')
    if (!rows) throw new Error('there is no terminal')
    const counted = { frames: 0, replaced: 0, rows: rows.children.length }
    let drawn = false
    new MutationObserver((records) => {
      counted.replaced += new Set(records.map(({ target }) => target)).size
      if (!drawn) requestAnimationFrame(() => (drawn = false))
      if (!drawn) counted.frames += 1
      drawn = true
    }).observe(rows, { subtree: true, childList: true })
    Object.assign(window, { countedRows: counted })
  })
  return () => page.evaluate(() => ({ ...(window as unknown as { countedRows: { frames: number; replaced: number; rows: number } }).countedRows }))
}

test('the terminal draws each of its rows once a frame', async ({ page }) => {
  await openLab(page, 'v=1&c=ruby')
  const counted = await countRows(page)
  await run(page)
  await expect(bench(page)).toHaveAttribute('data-busy', 'false')
  await atRest(page)
  const { frames, replaced, rows } = await counted()
  console.log(JSON.stringify({ frames, replaced, rows }))
  expect(frames).toBeGreaterThan(0)
  expect(replaced).toBeLessThanOrEqual(frames * rows)
})

const COLUMNS = Object.fromEntries([0, 1, 2].map((n) => [`column${n}`, `.column[style*="--column: ${n + 1}"]`]))
const COMPARE = { ...COLUMNS, settings: 'details.settings', stage: '.stage', passport: '.children-passport', lead: '.page-lead' }

async function openCompare(page: Page, order: 'together' | 'in-turn'): Promise<void> {
  await runsComeWhole(page, order === 'together' ? 3 : 1)
  await countRenders(page, COMPARE)
  await page.addInitScript((chosen) => localStorage.setItem('runs', chosen), order)
  await page.goto('/#/compare?v=1&c=fork&c=vfork&c=posix_spawn')
  await expect(page.getByRole('button', { name: 'Run all' })).toBeEnabled()
  await expect(page.locator('.terminals .terminal')).toHaveCount(3)
  await atRest(page)
  await takeCommits(page)
}

async function runAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run all' }).click()
  await expect(page.locator('main[data-runs="ended"]')).toBeVisible()
  await atRest(page)
}

test('runs that start together are drawn together, once; until then nothing of what is shown is drawn', async ({ page }) => {
  await openCompare(page, 'together')
  await runAll(page)
  const commits = await takeCommits(page)
  console.log(JSON.stringify(commits))
  for (const place of ['settings', 'lead']) expect(drawnAt(commits, place), place).toBe(0)
  expect(commits.filter(({ stage = 0 }) => stage > 0)).toHaveLength(1)
  const first = commits.findIndex(({ stage = 0 }) => stage > 0)
  // What a column says of its outcome may be drawn before, and nothing else of it.
  for (const commit of commits.slice(0, first)) for (const column of Object.keys(COLUMNS)) expect(commit[column] ?? 0, column).toBeLessThanOrEqual(1)
})

test('one after the other, each run draws its own column and what compares them; not the other columns', async ({ page }) => {
  await openCompare(page, 'in-turn')
  await runAll(page)
  const commits = await takeCommits(page)
  console.log(JSON.stringify(commits))
  expect(drawnAt(commits, 'settings')).toBe(0)
  // The run that leads moves the cursors of the others. The last one comes with the end of all.
  const second = commits.filter((commit) => (commit.column1 ?? 0) > 10 && (commit.column0 ?? 0) + (commit.column2 ?? 0) <= 2)
  expect(second).toHaveLength(1)
  expect(second[0]?.passport).toBeGreaterThan(0)
  expect(second[0]?.stage ?? 0).toBe(0)
})
