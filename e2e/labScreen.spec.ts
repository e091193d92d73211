/** The Lab's run on one screen, what is stale, and files of any run. */
import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { test } from './watched.ts'

const timeline = (page: Page) => page.locator('.lab-screen .timeline svg').first()

test('on a projector, after Run, command, sentence, picture and terminal are on the screen', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.addInitScript(() => localStorage.setItem('theme', 'projector'))
  await page.goto('/#/lab?v=1&c=vfork')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.locator('.lab-bench')).toHaveAttribute('data-busy', 'false')
  for (const part of ['.lab-command', '.stepper-sentence', '.stepper-controls']) await expect(page.locator(part)).toBeInViewport({ ratio: 1 })
  await expect(timeline(page)).toBeInViewport({ ratio: 0.95 })
  await expect(page.locator('.lab-screen .terminal-box')).toBeInViewport({ ratio: 0.5 })
  // The settings are one press away.
  await page.locator('.lab-fold > summary').click()
  await expect(page.getByRole('combobox', { name: 'Strategy' })).toBeVisible()
})

test('a figure of other settings than those on the page says so, and Run is beside it', async ({ page }) => {
  await page.goto('/#/lab?v=1&c=ruby&signal=INT=ignore')
  const note = page.locator('.lab-bench .stale')
  await expect(note).toContainText('Not run yet with these settings')
  await expect(page.locator('.lab-bench')).toHaveAttribute('data-stale', 'not-run')
  await note.getByRole('button', { name: 'Run now' }).click()
  await expect(note).toHaveCount(0)
  await expect(page.locator('.lab-bench')).toHaveAttribute('data-busy', 'false')
  await page.getByRole('combobox', { name: 'Strategy' }).selectOption('nim')
  await expect(note).toContainText('spawnscope run ruby --signal INT=ignore')
})

test('any run can be saved from where it is shown', async ({ page }) => {
  await page.goto('/#/lab?v=1&c=vfork')
  await page.getByRole('button', { name: 'Export…' }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'strace text', exact: true }).click()])
  expect(download.suggestedFilename()).toBe('spawnscope-vfork.strace')
  expect(await readFile(await download.path(), 'utf8')).toContain('vfork(')
  await expect(page.getByRole('button', { name: 'strace text', exact: true })).toHaveCount(0)
})
