/** The palette goes anywhere: what has an address is found by its title, in the page's language and in English. */
import { expect, type Page } from '@playwright/test'
import { test } from './watched.ts'

async function find(page: Page, typed: string, name: string | RegExp): Promise<void> {
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog')
  await expect(palette.getByRole('combobox')).toBeFocused()
  await page.keyboard.type(typed)
  await expect(palette.getByRole('option', { name }).first()).toBeVisible()
  await palette.getByRole('option', { name }).first().click()
  await expect(palette).toBeHidden()
}

for (const { what, typed, name, url, shows } of [
  { what: 'a lesson', typed: 'suspended parent', name: /^Lesson/, url: /#\/lessons\/the-suspended-parent/, shows: '[data-lesson="the-suspended-parent"]' },
  { what: 'a claim', typed: 'posix_spawn must return ENOENT', name: /^Claim/, url: /#\/claims\/rust-returns-enoent/, shows: '#claim-rust-returns-enoent' },
  { what: 'an incident', typed: 'cannot be ended', name: /^Incident/, url: /#\/incidents\/go-ignored-signals/, shows: '#incident-go-ignored-signals' },
  { what: 'a term', typed: 'reap', name: /^Word/, url: /#\/glossary\//, shows: '.glossary [data-chosen="true"]' },
  { what: 'a signal', typed: 'sigusr1', name: /SIGUSR1/, url: /#\/lab\?.*signal=USR1/, shows: '.lab-command' },
  { what: 'a strategy', typed: 'os/exec', name: /in the Lab/, url: /#\/lab\?v=1&c=go/, shows: '.lab-command' },
  { what: 'a real program', typed: 'python', name: /^Real program/, url: /#\/(real|compare)/, shows: 'main' },
  { what: 'the costs', typed: 'cost', name: /Cost/, url: /#\/cost/, shows: '.cost-chart' },
])
  test(`finds ${what}`, async ({ page }) => {
    await page.goto('/#/glossary')
    await expect(page.locator('.glossary')).toBeVisible()
    await find(page, typed, name)
    await expect(page).toHaveURL(url)
    await expect(page.locator(shows).first()).toBeVisible()
  })

test('finds a lesson on a Japanese page by its Japanese and by its English title', async ({ page }) => {
  for (const typed of ['suspended parent', '待たされる']) {
    await page.goto('/#/glossary?v=1&lang=ja')
    // The language stands before the code has come, which hears the keys.
    await expect(page.locator('.glossary')).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', 'ja')
    await find(page, typed, /^レッスン/)
    await expect(page).toHaveURL(/#\/lessons\//)
  }
})
