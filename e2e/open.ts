/** Opens a page of the app and fails on whatever the browser complains about. */
import { expect, type Page } from '@playwright/test'

export async function open(page: Page, hash = '#/'): Promise<void> {
  const problems: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(error.message))
  await page.goto(`/${hash}`)
  await expect(page.getByRole('button', { name: /run all|すべて実行/i })).toBeEnabled()
  // The page fetches a recorded run later. Wait for its steps, or for the text that says why there are none.
  await expect(page.locator('.stepper-buttons button:nth-child(3):enabled').or(page.getByRole('alert')).first()).toBeVisible()
  expect(problems).toEqual([])
}

export async function runAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: /run all|すべて実行/i }).click()
  await expect(page.locator('main[data-runs="ended"]')).toBeVisible()
}

/** By how many pixels the page is too wide. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}
