/** All state is in the address: it is written as one works, and opens again as it was. */
import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { open } from './open.ts'
import { test } from './watched.ts'

test('a link restores columns, settings, cursor and the run that leads', async ({ page }) => {
  await open(page, '#/?v=1&c=nim@0.9.4&c=ruby&signal=PIPE=ignore&focus=2&at=160')
  await expect(page.locator('.column-head h3').first()).toContainText('0.9.4')
  await expect(page.locator('.stepper-sentence')).toContainText('wakes')
  await expect(page.getByRole('radio', { name: 'Ruby' })).toBeChecked()
  await expect(page.getByRole('group', { name: /SIGPIPE/ }).getByRole('radio', { name: 'ignore' })).toBeChecked()
})

test('the address follows what is done, and Back undoes a page', async ({ page }) => {
  await open(page, '#/?v=1&c=vfork')
  await page.keyboard.press('End')
  await expect(page).toHaveURL(/#\/\?v=1&c=vfork&at=\d+$/)
  await page.getByRole('combobox', { name: 'Strategy in column 1' }).selectOption('fork')
  await expect(page).toHaveURL(/c=fork/)
  await page.reload()
  await expect(page.locator('.column-head h3', { hasText: 'fork' })).toBeVisible()
})

test('a bad link is refused in words, and the page lives', async ({ page }) => {
  await open(page, '#/?v=1&colour=red')
  await expect(page.getByRole('alert')).toContainText('It names a setting that does not exist: colour.')
  // The words of the refusal come before the run.
  await expect(page.getByRole('button', { name: 'Play' })).toBeEnabled()
  await page.keyboard.press('End')
  await expect(page.locator('.stepper-sentence')).toContainText('has ended')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await page.goto('/#/nowhere')
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
})

test('columns can be added, made to differ, and taken away', async ({ page }) => {
  await open(page, '#/?v=1&c=vfork')
  await page.getByRole('button', { name: 'Add a column' }).click()
  await expect(page.locator('.column')).toHaveCount(2)
  await expect(page.locator('.differences')).toContainText('vfork lends it; fork copies it.')
  await expect(page.locator('.differences')).toContainText('vfork sleeps until exec; fork goes on at once.')
  await page.getByRole('button', { name: 'Remove the column vfork' }).click()
  await expect(page.locator('.column')).toHaveCount(1)
})

test('an edition shows its recorded run at once; what was not recorded is run at once, where runs work', async ({ page }) => {
  await open(page, '#/?v=1&c=rust;old_libc=on&c=rust@article')
  await expect(page.locator('.column-head').first()).toContainText('started and reaped')
  await expect(page.locator('.column').first()).toHaveAttribute('data-source', 'live')
  await expect(page.locator('.column').last()).toHaveAttribute('data-source', 'recorded')
  await expect(page.locator('.column').last().locator('.command')).toContainText('--edition 1.26')
})

test('a stored run is a column, named by what is in it; one that is gone says so', async ({ page }) => {
  const ndjson = readFileSync('content/strategies/vfork/recordings/today.ndjson', 'utf8')
  await page.route('**/api/recordings/*', (route) =>
    route.request().url().endsWith('/kept') ? route.fulfill({ contentType: 'application/x-ndjson', body: ndjson }) : route.fulfill({ status: 404, body: '{}' }),
  )
  await page.goto('/#/?v=1&c=rec:kept&c=rec:lost')
  const heads = page.locator('.column-head')
  await expect(heads.first().locator('h3')).toContainText('vfork')
  await expect(heads.first()).toContainText('spawnscope run vfork --uid 65534')
  await expect(heads.last()).toContainText('there is no stored run lost here')
})

test('settings that were changed but not run are not passed off as the run', async ({ page }) => {
  await open(page, '#/?v=1&c=vfork&block=INT')
  await expect(page.locator('.stale').first()).toContainText('Not run yet')
  await page.getByRole('button', { name: /run all/i }).click()
  await expect(page.locator('.column[data-source="live"]')).toBeVisible()
  await expect(page.locator('.stale')).toHaveCount(0)
})

test('a live run can be kept: the link then opens this very run', async ({ page }) => {
  await open(page, '#/?v=1&c=fork')
  await page.getByRole('button', { name: /run all/i }).click()
  await page.getByRole('button', { name: 'Keep this run' }).click()
  await expect(page).toHaveURL(/c=rec:[\w-]+/)
  await expect(page.locator('.column-head h3')).toContainText('fork')
  await page.reload()
  await expect(page.locator('.column-head h3')).toContainText('fork')
  await expect(page.locator('.column-head')).toContainText('started and reaped')
})
