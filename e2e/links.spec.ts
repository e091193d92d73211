/** All state is in the address: it is written as one works, and opens again as it was. */
import { expect, test } from '@playwright/test'
import { open } from './open.ts'

test('a link restores columns, settings, cursor and the run that leads', async ({ page }) => {
  await open(page, '#/?v=1&c=nim@0.9.4&c=ruby&signal=PIPE=ignore&focus=2&at=158')
  await expect(page.getByRole('heading', { level: 3, name: /^Nim/ })).toContainText('0.9.4')
  await expect(page.locator('.stepper-sentence')).toContainText('wakes')
  await expect(page.getByRole('radio', { name: 'Ruby' })).toHaveAttribute('data-state', 'on')
  await expect(page.getByRole('group', { name: /SIGPIPE/ }).getByRole('radio', { name: 'ignore' })).toBeChecked()
})

test('the address follows what is done, and Back undoes a page', async ({ page }) => {
  await open(page, '#/?v=1&c=vfork')
  await page.keyboard.press('End')
  await expect(page).toHaveURL(/#\/\?v=1&c=vfork&at=\d+$/)
  await page.getByRole('combobox', { name: 'Strategy in column 1' }).selectOption('fork')
  await expect(page).toHaveURL(/c=fork/)
  await page.reload()
  await expect(page.getByRole('heading', { level: 3, name: 'fork' })).toBeVisible()
})

test('a bad link is refused in words, and the page lives', async ({ page }) => {
  await open(page, '#/?v=1&colour=red')
  await expect(page.getByRole('alert')).toContainText('It names a setting that does not exist: colour.')
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

test('an edition that was not recorded says so, and runs', async ({ page }) => {
  await open(page, '#/?v=1&c=rust@1.26')
  await expect(page.locator('.column-head')).toContainText('no run yet')
  await page.getByRole('button', { name: /run all/i }).click()
  await expect(page.locator('.column-head')).toContainText('started and reaped')
})
