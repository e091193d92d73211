/** The page of the real programs: figures, a live comparison, files, and the way to a log of one's own. */
import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { faults } from './faults.ts'
import { test } from './watched.ts'

test('figures of every language, and why what differs differs', async ({ page }) => {
  await page.goto('/#/real')
  await page.getByRole('radio', { name: 'Ruby' }).click()
  await page.getByRole('button', { name: 'SIGUSR1 blocked' }).click()
  await expect(page.getByRole('region', { name: 'SIGUSR1 blocked' })).toContainText('WNOHANG')
  expect(await faults(page)).toEqual([])
})

test('a run is taken along, and a log of strace is shown', async ({ page }) => {
  await page.goto('/#/real')
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'strace text', exact: true }).click()])
  expect(download.suggestedFilename()).toBe('spawnscope-go-real-plain.strace')
  const text = readFileSync(await download.path(), 'utf8')
  expect(text).toMatch(/CLONE_VFORK/)
  await page.getByRole('link', { name: 'Your own program or log' }).click()
  await page.getByLabel('Choose a file').setInputFiles({ name: 'my.log', mimeType: 'text/plain', buffer: Buffer.from(`${text}nonsense\n`) })
  await expect(page.getByRole('heading', { name: 'my.log' }).first()).toBeVisible()
  await expect(page.getByText(/^line \d+:/)).toContainText('nonsense')
})

test('ours and the real one, run here', async ({ page }) => {
  await page.goto('/#/real')
  await page.getByRole('button', { name: /Run both here/ }).click()
  await expect(page.getByText('Measured here, just now:')).toBeVisible()
  await expect(page.getByText(/the same: all \d+ calls \(against/).last()).toBeVisible()
})

test('a card on a language, of one that is not re-created with its recorded run and the run made here', async ({ page }) => {
  await page.goto('/#/real')
  await page.getByRole('radio', { name: 'Python' }).click()
  await expect(page.getByRole('article', { name: 'Python' })).toContainText('OSError:2:')
  const others = page.getByRole('region', { name: 'Other languages' })
  await others.getByRole('radio', { name: 'dash' }).click()
  const card = others.getByRole('article', { name: 'dash' })
  await expect(card).toContainText('no disposition reset')
  await expect(card.getByRole('link', { name: 'vfork', exact: true })).toHaveAttribute('href', '#/?v=1&c=vfork')
  await expect(others.getByRole('heading', { name: /^dash [\d.]+, recorded$/ })).toBeVisible()
  expect(await faults(page)).toEqual([])
  await others.getByRole('button', { name: /^Run dash [\d.]+ here$/ }).click()
  await expect(others.getByRole('heading', { name: /^dash [\d.]+, run here$/ })).toBeVisible()
  await expect(others.getByText('vfork', { exact: true }).first()).toBeVisible()
})

test('Python and Node are columns as the others are', async ({ page }) => {
  await page.goto('/#/?v=1&c=python@3.11&c=node@1.43')
  const python = page.getByRole('region', { name: /^Python: subprocess.Popen/ })
  await expect(python.getByRole('button', { name: 'reset_handlers' })).toBeVisible()
  await expect(python).toContainText("The handlers would run on the parent's memory")
  await expect(page.getByRole('button', { name: 'renew_signal_lock' })).toBeVisible()
})

test('a switch of a column leads to another path', async ({ page }) => {
  await page.goto('/#/?v=1&c=python')
  await page.locator('.picker-switches summary').first().click()
  await page.getByRole('checkbox', { name: /^use_posix_spawn/ }).uncheck()
  await expect(page).toHaveURL(/c=python;use_posix_spawn=off/)
  const python = page.getByRole('region', { name: /^Python: subprocess.Popen/ })
  await expect(python.locator('.column-head')).toContainText('started and reaped')
  await expect(python).toContainText('close_range(3, 3, 0)')
})
