/** The page elsewhere than on a lit screen with scripts: on paper, without JavaScript, in the reader's own colours; and Japanese type. */
import { expect, type Page } from '@playwright/test'
import { overflow } from './open.ts'
import { test } from './watched.ts'

/** As wide as paper; the page is told as when the reader prints. */
async function printed(page: Page): Promise<void> {
  await page.setViewportSize({ width: 720, height: 1000 })
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  await page.emulateMedia({ media: 'print' })
}

test('a comparison on paper: figures whole, no controls, and the transcript in words', async ({ page }) => {
  await page.goto('/#/compare?v=1&c=vfork&c=fork')
  await expect(page.locator('.stepper-buttons button').first()).toBeVisible()
  await expect(page.locator('.passport-matrix')).toBeVisible()
  await printed(page)
  await expect(page.locator('.transcript tbody tr').first()).toBeVisible()
  await expect(page.getByRole('banner')).toBeHidden()
  await expect(page.locator('.stepper-controls').first()).toBeHidden()
  expect(await page.locator('main .button:visible, main select:visible, main .slider:visible').count()).toBe(0)
  await expect(page.locator('.timeline svg').first()).toBeVisible()
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await page.emulateMedia({ media: 'screen' })
  await expect(page.locator('.transcript tbody')).toHaveCount(0)
  await expect(page.getByRole('banner')).toBeVisible()
})

test('a lesson on paper is its text', async ({ page }) => {
  await page.goto('/#/lessons/rust')
  await expect(page.locator('.lesson-screen')).toBeVisible()
  await printed(page)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('.lesson-foot')).toBeHidden()
  expect(await page.locator('.lesson-screen').evaluate((screen) => screen.scrollHeight - screen.clientHeight)).toBeLessThanOrEqual(0)
  expect(await overflow(page)).toBeLessThanOrEqual(0)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test('the lessons can be read, in English and in Japanese', async ({ page }) => {
    await page.goto('/')
    await page.locator('a[href$="lessons.en.html"]').click()
    await expect(page.locator('h2')).not.toHaveCount(0)
    await expect(page.locator('#the-suspended-parent')).toContainText('The suspended parent')
    await page.getByRole('link', { name: '日本語' }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', 'ja')
    await expect(page.locator('#the-suspended-parent')).toContainText('待たされる親')
  })
})

test('in forced colours the slider keeps its track, and the current step has a line', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await page.goto('/#/compare?v=1&c=vfork&c=fork')
  const slider = page.locator('.stepper .slider').first()
  await expect(slider).toBeVisible()
  expect(await slider.evaluate((element) => getComputedStyle(element).forcedColorAdjust)).toBe('none')
  // Letters on a filled ground: the browser would paint the page's colour behind them.
  const chosen = page.locator('.toggle-group label:has(:checked)').first()
  expect(await chosen.evaluate((element) => getComputedStyle(element).forcedColorAdjust)).toBe('none')
  const now = page.locator('.compare [aria-current="step"]').first()
  await expect(now).toBeAttached()
  expect(await now.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid')
})

test('no Japanese letter leans', async ({ page }) => {
  for (const hash of ['#/compare?v=1&c=vfork&c=ruby&lang=ja', '#/cost?v=1&lang=ja', '#/lessons/rust?v=1&lang=ja']) {
    await page.goto(`/${hash}`)
    await page.reload()
    await expect(page.locator('html')).toHaveAttribute('lang', 'ja')
    await expect(page.locator('main#main h1').first()).toBeVisible()
    const leaning = await page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((element) => getComputedStyle(element).fontStyle !== 'normal')
        .map(({ outerHTML }) => outerHTML.slice(0, 80)),
    )
    expect(leaning).toEqual([])
  }
})
