/** The atlas: a question is answered at a glance, and a cell opens the run that gives its answer. */
import { expect } from '@playwright/test'
import { faults } from './faults.ts'
import { overflow } from './open.ts'
import { test } from './watched.ts'

test('a cell opens its runs, ours and the real one, and its address opens it again', async ({ page }) => {
  await page.goto('/#/atlas/any/any/go/signals')
  const cell = page.getByRole('button', { name: /^Go 1\.23 and later \(ours\), Mask at its start: depends: only USR1/ })
  await cell.click()
  await expect(page).toHaveURL(/#\/atlas\/go@1\.23\/mask-started\/go\/signals/)
  const panel = page.locator('.atlas-panel')
  await expect(panel.getByRole('heading', { level: 2 })).toContainText('SIGINT, SIGTERM and SIGUSR1 blocked')
  await expect(panel.locator('.atlas-run')).toHaveCount(2)
  await expect(panel.locator('.atlas-run').first()).toContainText('--inherit-block INT,TERM,USR1')
  await expect(panel.locator('.evidence-line').first()).toContainText('SigBlk: 0000000000000200')
  // The signal passport of the recorded run begins with what the runtime was started with.
  await expect(panel.getByRole('columnheader', { name: 'Parent, as started' }).first()).toBeVisible()
  expect(await faults(page)).toEqual([])
  await page.reload()
  await expect(panel.locator('.atlas-run')).toHaveCount(2)
  await expect(cell).toBeInViewport()
  await panel.getByRole('button', { name: 'Close' }).click()
  await expect(panel).toHaveCount(0)
  await page.goBack()
  await expect(panel).toBeVisible()
})

test('the same run again, in Compare', async ({ page }) => {
  await page.goto('/#/atlas/go@1.23/ignored-pipe-started')
  await page.getByRole('link', { name: 'Run both in Compare' }).click()
  await expect(page).toHaveURL(/#\/compare\?v=1&c=go@1\.23&c=real:go&inherit=HUP=ignore/)
  await expect(page.locator('.settings-now')).toContainText('--inherit PIPE=ignore')
})

test('a cell that was judged by reading says so, and what was read', async ({ page }) => {
  await page.goto('/#/atlas/any/any/dotnet')
  await page.getByRole('button', { name: /^\.NET .*\(read\), Mechanism: vfork/ }).click()
  const panel = page.locator('.atlas-panel')
  await expect(panel).toContainText('No run shows it.')
  await expect(panel.getByRole('link', { name: /pal_process\.c/ })).toHaveAttribute('href', /dotnet\/runtime\/blob\/[0-9a-f]{40}\//)
  await expect(panel.getByRole('link', { name: 'Run both in Compare' })).toHaveCount(0)
})

test('filters by keyboard, a line of time that leads to a cell, and files', async ({ page }) => {
  await page.goto('/#/atlas')
  await page.getByRole('combobox', { name: 'Runtime' }).selectOption('rust')
  await page.getByRole('combobox', { name: 'Questions on' }).selectOption('signals')
  await page.getByRole('radio', { name: 'newest releases' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page).toHaveURL(/#\/atlas\/any\/any\/rust\/signals\/all/)
  await expect(page.locator('.atlas-page > [role=status]')).toContainText('of')
  await page.getByRole('button', { name: /^Mask at its start: no → yes/ }).click()
  await expect(page.locator('.atlas-panel h2')).toBeInViewport()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  const download = await saved
  expect(download.suggestedFilename()).toBe('spawnscope-atlas.csv')
})

test('a row and a question that are not there are said, and the atlas still works', async ({ page }) => {
  await page.goto('/#/atlas/cobol@85/wine')
  await expect(page.getByText('The atlas has no row “cobol@85”.')).toBeVisible()
  await expect(page.getByText('The atlas has no question “wine”.')).toBeVisible()
  await expect(page.getByRole('row').nth(5)).toBeVisible()
})

test('on a phone the open cell fits, in each language', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  for (const lang of ['en', 'ja']) {
    await page.goto(`/#/atlas/python@3.13/window?v=1&lang=${lang}`)
    await expect(page.locator('.atlas-run')).toHaveCount(2)
    expect(await overflow(page)).toBe(0)
    const width = await page.locator('.atlas-panel').evaluate((panel) => panel.getBoundingClientRect().width)
    expect(width).toBeLessThan(390)
  }
})

test('a row in a frame shows that row and no other page', async ({ page }) => {
  await page.goto('/atlas-row#/atlas-row/rust@1.66')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rust 1.66 and later')
  await page.goto('/atlas-row#/lab')
  await expect(page.getByText('The atlas has no row')).toBeVisible()
})

test('who starts the program is one choice, and it says what it sets', async ({ page }) => {
  await page.goto('/#/lab?v=1&c=go')
  await page.getByText('Started by a shell, nohup').click()
  const starter = page.getByRole('combobox', { name: 'Started by' })
  await starter.selectOption({ label: 'nohup' })
  await expect(page).toHaveURL(/inherit=HUP=ignore/)
  await expect(page.locator('.started-by-says')).toContainText('This sets --inherit HUP=ignore')
  await starter.selectOption({ label: 'sudo' })
  await expect(page).not.toHaveURL(/inherit/)
  await expect(page.locator('.started-by-says')).toContainText('This sets nothing.')
})
