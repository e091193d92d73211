/** The Lab's grid: who passes an ignored SIGINT on, then and now. */
import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { faults } from './faults.ts'
import { test } from './watched.ts'

const READY = '/#/lab?v=1&grid=signal@INT;only=ignore;editions'

const grid = (page: Page) => page.getByRole('region', { name: 'One setting, every strategy' })
const rows = (page: Page) => grid(page).locator('tbody tr')

async function fill(page: Page): Promise<void> {
  await grid(page).getByRole('button', { name: 'Run them all' }).click()
  await expect(grid(page).getByText(/^(\d+) of \1 runs$/)).toBeVisible()
}

test('one press on the ready link answers it: large words, what differs is marked, the article’s four first', async ({ page }) => {
  await page.goto(READY)
  await expect(grid(page).getByRole('button', { name: 'Run them all' })).toBeInViewport()
  await fill(page)
  await expect(rows(page).first()).toContainText(/^Rust/)
  await expect(rows(page).filter({ hasText: 'ignored' }).first()).toBeVisible()
  const order = await rows(page).locator('th').allInnerTexts()
  const firstOf = (name: string): number => order.findIndex((text) => text.startsWith(name))
  expect([firstOf('Rust'), firstOf('Go'), firstOf('Ruby'), firstOf('Nim')]).toEqual(
    [firstOf('Rust'), firstOf('Go'), firstOf('Ruby'), firstOf('Nim')].toSorted((a, b) => a - b),
  )
  expect(order.filter((text) => text.startsWith('Rust')).length).toBeGreaterThan(1)
  // A sign and words, not only a colour.
  const unlike = grid(page).locator('td[data-unlike] button').first()
  await expect(unlike).toContainText('≠')
  await expect(unlike).toHaveAccessibleName(/unlike most/)
  expect(await faults(page)).toEqual([])
})

test('on a projector the ready link opens with the grid on the screen', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.addInitScript(() => localStorage.setItem('theme', 'projector'))
  await page.goto(READY)
  await expect(grid(page).getByRole('button', { name: 'Run them all' })).toBeInViewport({ ratio: 1 })
})

test('what it shows is in the link; Back to all values empties it', async ({ page }) => {
  await page.goto('/#/lab?v=1&c=ruby')
  await grid(page).getByRole('checkbox', { name: 'with editions' }).check()
  await grid(page).getByRole('combobox', { name: 'Signal asked about' }).selectOption('INT')
  await grid(page).getByRole('combobox', { name: 'Values' }).selectOption('ignore')
  await expect(page).toHaveURL(/grid=signal@INT;only=ignore;editions/)
  await page.reload()
  await expect(grid(page).getByRole('combobox', { name: 'Values' })).toHaveValue('=ignore')
  await expect(grid(page).getByRole('checkbox', { name: 'with editions' })).toBeChecked()
})

test('it is saved as CSV and as Markdown', async ({ page }) => {
  await page.goto('/#/lab?v=1&grid=signal@INT;only=ignore')
  await fill(page)
  for (const [name, ending, line] of [
    ['CSV', 'csv', /^Rust,,ignored\r$/m],
    ['Markdown', 'md', /^\| Rust \| {2}\| ignored \|$/m],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      grid(page)
        .getByRole('button', { name: `Save the grid as ${name}` })
        .click(),
    ])
    expect(download.suggestedFilename()).toBe(`spawnscope-grid-signal-INT-only-ignore.${ending}`)
    expect(await readFile(await download.path(), 'utf8')).toMatch(line)
  }
})
