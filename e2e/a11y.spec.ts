/** axe in every state of the page: WCAG 2.2 AA and best practice, nothing let through. */
import { expect, type Page } from '@playwright/test'
import { faults } from './faults.ts'
import { open } from './open.ts'
import { test } from './watched.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

async function clean(page: Page, colours = false): Promise<void> {
  expect(await faults(page, { tags: TAGS, colours })).toEqual([])
}

// Dark is light in other colours; a projector has other sizes too.
for (const [theme, colours] of [
  ['light', false],
  ['dark', true],
  ['projector', false],
] as const) {
  test(`everything unfolded, in ${theme}`, async ({ page }) => {
    await page.addInitScript((name) => localStorage.setItem('theme', name), theme)
    await open(page, '#/?v=1&c=ruby&c=fork&signal=PIPE=ignore')
    await page.getByRole('button', { name: 'Last step' }).click()
    await page.getByText(/^Transcript/).click()
    await page.locator('.passport-fold').first().click()
    await page.locator('.passport-matrix td button').nth(2).click()
    await page.getByText('Its own switches').first().click()
    await page.locator('.fold summary').first().click()
    await page.locator('.event').first().click()
    // What lies half below the bar while scrolled is no small target.
    await page.evaluate(() => window.scrollTo(0, 0))
    await clean(page, colours)
  })
}

test('the sheet of keys, an alert, a page that is not there, Japanese', async ({ page }) => {
  await open(page, '#/?v=1&c=vfork&lang=ja')
  await clean(page)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
  await clean(page)
  await open(page, '#/?v=9')
  await expect(page.getByRole('alert')).toBeVisible()
  await clean(page)
  await page.goto('/#/nowhere')
  await clean(page)
})

test('all of it can be reached and left by keyboard', async ({ page }) => {
  await open(page, '#/?v=1&c=vfork')
  const seen = new Set<string>()
  for (let n = 0; n < 150; n += 1) {
    await page.keyboard.press('Tab')
    seen.add(await page.evaluate(() => document.activeElement?.className ?? ''))
  }
  for (const part of ['skip-link', 'brand', 'slider', 'code-step-name', 'passport-fold', 'event']) expect([...seen].join(' ')).toContain(part)
})
