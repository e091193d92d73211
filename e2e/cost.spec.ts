/** The Cost page: a recorded measurement at once, one made here, all by keyboard, in every theme. */
import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { faults } from './faults.ts'
import { measureLess } from './measureLess.ts'
import { test } from './watched.ts'

async function open(page: Page, theme = 'light', language = 'en'): Promise<void> {
  await page.addInitScript(
    ([chosen, spoken]) => {
      localStorage.setItem('theme', chosen ?? '')
      localStorage.setItem('language', spoken ?? '')
    },
    [theme, language],
  )
  await page.goto('/#/cost')
  await page.locator('.cost-chart').first().waitFor()
}

test('a recorded measurement shows at once, with its machine', async ({ page }) => {
  await open(page)
  await expect(page.locator('[data-source="recorded"]')).toContainText(/Linux \d.*glibc/)
  await expect(page.locator('.cost-headline')).toContainText(/fork takes [\d,.]+ times as long as vfork/)
  expect(await page.locator('.cost-explorer .cost-series').count()).toBeGreaterThan(8)
})

test('measure here replaces it, and says how far it is', async ({ page }) => {
  await measureLess(page)
  await open(page)
  await page.getByRole('button', { name: 'Measure here' }).click()
  await expect(page.getByRole('progressbar')).toBeVisible()
  await expect(page.locator('main[data-bench="ended"]')).toBeVisible()
  await expect(page.locator('[data-source="live"]')).toBeVisible()
  await page.getByRole('radio', { name: 'Threads' }).click()
  expect(await page.locator('.cost-explorer .cost-series').count()).toBeGreaterThan(2)
})

test('a measurement can be cancelled, and another begun', async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: 'Measure here' }).click()
  await page.locator('main[data-bench="measuring"]').waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.locator('main[data-bench="cancelled"]')).toBeVisible()
  await page.getByRole('button', { name: 'Measure again' }).click()
  await page.locator('main[data-bench="measuring"]').waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
})

test('by keyboard: the guide, a series, the table', async ({ page }) => {
  await open(page)
  const guide = page.locator('.cost-explorer input[type=range]')
  await expect(guide).toHaveAttribute('aria-valuetext', '2 GB')
  await guide.focus()
  await page.keyboard.press('Home')
  await expect(guide).toHaveAttribute('aria-valuetext', '1 MB')
  const fork = page.locator('.cost-legend button').filter({ hasText: /^fork\d/ })
  const before = await page.locator('.cost-explorer .cost-chart .cost-series').count()
  await fork.focus()
  await page.keyboard.press('Enter')
  await expect(fork).toHaveAttribute('aria-pressed', 'false')
  await expect(page.locator('.cost-explorer .cost-chart .cost-series')).toHaveCount(before - 1)
  await page.getByRole('radio', { name: 'Table' }).press('Space')
  await expect(page.getByRole('row', { name: /^vfork/ }).first()).toContainText(/µs/)
})

test('published figures are a layer of their own, each with its source', async ({ page }) => {
  await open(page)
  await expect(page.locator('.cost-published')).toHaveCount(0)
  await page.getByRole('button', { name: 'Published figures' }).click()
  expect(await page.locator('.cost-published').count()).toBeGreaterThan(4)
  await expect(page.getByRole('link', { name: /Go CL 37439/ })).toHaveAttribute('href', /go-review/)
})

test('downloads: SVG with its own colours, PNG, CSV', async ({ page }) => {
  await open(page)
  const heads: Record<string, RegExp> = { SVG: /^<svg[^>]*xmlns=.*stroke: rgb/s, PNG: /^.PNG/s, CSV: /^source,strategy,.*\r\n(ours|runtime),/s }
  for (const [name, head] of Object.entries(heads)) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()])
    expect(download.suggestedFilename()).toBe(`spawnscope-cost.${name.toLowerCase()}`)
    expect(await readFile(await download.path(), 'latin1')).toMatch(head)
  }
})

test('predict by dragging a point, then look', async ({ page }) => {
  await open(page)
  const fork = page.locator('.cost-guesses input').first()
  await fork.focus()
  await page.keyboard.press('ArrowUp')
  const stepped = await fork.getAttribute('aria-valuetext')
  const handle = page.locator('.cost-handle').first()
  await handle.scrollIntoViewIfNeeded()
  const box = await handle.boundingBox()
  if (!box) throw new Error('the handle is not drawn')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2, box.y - 100, { steps: 5 })
  await page.mouse.up()
  expect(await fork.getAttribute('aria-valuetext')).not.toBe(stepped)
  await page.getByRole('button', { name: 'Show what was measured' }).click()
  await expect(page.locator('.cost-predict [role=status]')).toContainText(/fork: you said .*it was/)
})

for (const [theme, language, width] of [
  ['light', 'en', 1440],
  ['dark', 'ja', 390],
  ['projector', 'en', 1280],
] as const)
  test(`axe finds nothing, and nothing runs over: ${theme}, ${language}, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    await open(page, theme, language)
    await page.getByRole('button', { name: language === 'en' ? 'Published figures' : '公表された数値' }).click()
    for (const show of [/Table|表/, /Chart|グラフ/]) {
      await page.getByRole('radio', { name: show }).click()
      expect(await faults(page)).toEqual([])
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
  })
