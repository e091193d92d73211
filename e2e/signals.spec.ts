/** A signal fired into the window, live: sent, waiting, let in, on timeline and passport. */
import { expect } from '@playwright/test'
import { open, runAll } from './open.ts'
import { test } from './watched.ts'

test('a blocked signal is sent, waits, and is delivered to the new program', async ({ page }) => {
  await open(page, '#/?v=1&c=vfork&block=USR1&send=USR1@child-start:child')
  await runAll(page)
  const said = page.locator('.stage .timeline > p')
  await expect(said).toContainText('SIGUSR1 to C')
  await expect(page.locator('.stage .timeline-legend')).toContainText('pending')
  await page.getByRole('button', { name: 'Last step' }).click()
  const row = page.locator('.passport-matrix tr', { hasText: 'SIGUSR1' })
  await expect(row).toContainText('blocked, pending')
  await row.hover()
  await expect(page.locator('.stage .life[data-lit="true"]')).toContainText('SIGUSR1')
})

test('held before exec, the parent of vfork is seen asleep, that of fork awake', async ({ page }) => {
  await open(page, '#/?v=1&c=vfork&c=fork&hold=before-exec=200')
  await runAll(page)
  const column = (name: string) => page.locator('.column', { has: page.getByRole('heading', { name, exact: true }) })
  // Looks that differ are rows of their own.
  const samples = (name: string) => column(name).locator('[data-kind="sample"]')
  await expect(samples('vfork').first()).toContainText('D (disk sleep)')
  await expect(samples('fork').first()).toBeVisible()
  await expect(samples('fork').filter({ hasText: 'D (disk sleep)' })).toHaveCount(0)
})

test('Ctrl-C is a moment of the run; its signals come after it, from the terminal', async ({ page }) => {
  await open(page, '#/?v=1&c=go&terminal=foreground&press=ctrl-c@running&target=wait')
  await runAll(page)
  await page.getByRole('button', { name: 'Ctrl-C', exact: true }).click()
  const sentence = page.locator('.stepper-sentence').first()
  await expect(sentence).toHaveText('Ctrl-C is pressed in the terminal.')
  await page.keyboard.press('ArrowRight')
  await expect(sentence).toContainText('SIGINT')
  await expect(page.locator('.moment-why').first()).toContainText('foreground group')
})
