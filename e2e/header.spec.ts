/** The bar has one row at every width, from the first paint; what it has no room for is in a menu. */
import { expect, type Page } from '@playwright/test'
import { faults } from './faults.ts'
import { test } from './watched.ts'

const WIDTHS = [
  [1440, 'light'],
  [1376, 'light'],
  [1024, 'light'],
  [390, 'light'],
  [320, 'light'],
  [1280, 'projector'],
  [1920, 'projector'],
] as const

const menu = (page: Page) => page.getByRole('button', { name: /^Menu:/ })

for (const language of ['en', 'ja'])
  test(`one row at every width, in ${language}`, async ({ page }) => {
    await page.goto(`/#/check?lang=${language}`)
    await expect(page.locator('h1')).toBeVisible()
    for (const [width, theme] of WIDTHS) {
      await page.setViewportSize({ width, height: 800 })
      const bar = await page.evaluate((name) => {
        document.documentElement.dataset.theme = name
        const row = document.querySelector<HTMLElement>('.page-bar')
        const letter = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
        return { rows: (row?.offsetHeight ?? 0) / letter, tooWide: (row?.scrollWidth ?? 0) - (row?.clientWidth ?? 0) }
      }, theme)
      expect({ width, theme, tooWide: bar.tooWide, oneRow: bar.rows > 3 && bar.rows < 4 }).toEqual({ width, theme, tooWide: 0, oneRow: true })
    }
  })

test('the menu on a phone: by keyboard to a page, another look, another language', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 })
  await page.goto('/#/check')
  // What index.html shows first cannot be pressed yet.
  await expect(menu(page)).toBeEnabled()
  await expect(page.locator('h1')).toBeVisible()
  await menu(page).press('Enter')
  const more = page.getByRole('navigation', { name: 'More pages' })
  await expect(more.getByRole('link')).toHaveCount(12)
  expect(await faults(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(more).toBeHidden()
  await expect(menu(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/compare/)
  await expect(more).toBeHidden()
  await menu(page).click()
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.getByRole('radio', { name: '日本語' }).click()
  await expect(page.getByRole('navigation', { name: 'ほかのページ' })).toBeVisible()
})

test('what stands in the bar is not in the menu, and a page of the menu keeps the settings', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 800 })
  await page.goto('/#/?v=1&c=vfork&signal=PIPE=ignore')
  await menu(page).click()
  await expect(page.getByRole('navigation', { name: 'More pages' }).getByRole('link')).toHaveText([
    'Claims',
    'Incidents',
    'Your program',
    'Real programs',
    'Cost',
    'Glossary',
    'Check',
  ])
  await page.getByRole('link', { name: 'Cost' }).click()
  await expect(page).toHaveURL(/#\/cost\?v=1&c=vfork&signal=PIPE=ignore/)
})
