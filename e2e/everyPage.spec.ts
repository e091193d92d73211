/** Every row of the list of pages: it opens in each language, axe finds no fault, and it fits a phone. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { homeOf, PAGES } from '../client/shell/pages.ts'
import { LANGUAGES } from '../protocol/language.ts'
import { overflow } from './open.ts'
import { test } from './watched.ts'

for (const { id, path, bare } of PAGES.map((page) => ({ ...page, path: homeOf(page) })))
  test(`the page ${id}`, async ({ page }) => {
    for (const language of LANGUAGES) {
      await page.goto(`${bare ? path : '/'}#${path}?v=1&lang=${language.id}`)
      await expect(page.locator('html')).toHaveAttribute('lang', language.id)
      await expect(page.locator('main#main')).toBeVisible()
      await expect(page.locator('.no-page')).toHaveCount(0)
      // A message that opens a term must be drawn by WithTerms, or its link shows.
      await expect(page.locator('body')).not.toContainText('](term:')
    }
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html}`)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await overflow(page)).toBe(0)
  })
