/** The prompt of the Lab with the keys of a browser: paste, copy, find. */
import { expect, type Page } from '@playwright/test'
import { test } from './watched.ts'

const screen = (page: Page) => page.locator('.terminal .xterm-rows')

async function atPrompt(page: Page): Promise<void> {
  await page.context().grantPermissions(['clipboard-write'])
  await page.goto('/#/lab?v=1&c=vfork')
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled()
  await expect(screen(page)).toContainText('$ ')
  await page.locator('.terminal textarea').focus()
}
const clipboard = (page: Page, text: string) => page.evaluate((copied) => navigator.clipboard.writeText(copied), text)

test('Ctrl-V pastes; two pasted lines are two commands, the third waits for Enter', async ({ page }) => {
  await atPrompt(page)
  await clipboard(page, 'run vfork\nrun nim\nhelp --hold')
  await page.keyboard.press('Control+v')
  await expect(screen(page)).toContainText(/exited with 0 \+\+\+\s*\$ help --hold/)
  await expect(page.getByRole('region', { name: 'Runs, side by side' }).locator('thead code')).toHaveText([/^nim/, /^vfork/, /^vfork/])
  await page.keyboard.press('Enter')
  await expect(screen(page)).toContainText('proc(5)')
})

test('Ctrl-C copies what is selected, and cancels when nothing is', async ({ page }) => {
  await atPrompt(page)
  await clipboard(page, 'before')
  await page.keyboard.type('describe')
  await expect(screen(page)).toContainText('$ describe')
  const row = screen(page).locator('> div').filter({ hasText: '$ describe' })
  const box = await row.boundingBox()
  if (!box) throw new Error('the row is not drawn')
  // A double click selects a word.
  await page.mouse.dblclick(box.x + 50, box.y + box.height / 2)
  await expect(page.locator('.terminal .xterm-selection > div').first()).toBeAttached()
  await page.keyboard.press('Control+c')
  await expect(page.locator('.terminal .xterm-selection > div')).toHaveCount(0)
  await page.keyboard.press('Control+v')
  await expect(screen(page)).toContainText('$ describedescribe')
  await expect(screen(page)).not.toContainText('^C')
  await page.keyboard.press('Control+c')
  await expect(screen(page)).toContainText('^C')
})

test('Ctrl-F finds what has scrolled away, and Escape goes back to the prompt', async ({ page }) => {
  await atPrompt(page)
  await page.keyboard.type('help')
  await page.keyboard.press('Enter')
  await page.keyboard.type('describe ruby')
  await page.keyboard.press('Enter')
  // The end of the last answer, and not a prompt, of which there are three: what is written later scrolls the row found away.
  await expect(screen(page)).toContainText(/check_privilege[\s\S]*\$\s*$/)
  await page.keyboard.press('Control+f')
  const field = page.getByRole('searchbox')
  await expect(field).toBeFocused()
  await field.fill('describe ruby')
  await expect(page.locator('.terminal .xterm-selection > div').first()).toBeAttached()
  await field.fill('there is no such text')
  await expect(page.locator('.terminal-head').getByRole('status').first()).toHaveText('not found')
  await page.keyboard.press('Escape')
  await expect(field).toHaveCount(0)
  await expect(page.locator('.terminal textarea')).toBeFocused()
})

test('text that is written after it was searched for is found then', async ({ page }) => {
  await atPrompt(page)
  await page.keyboard.press('Control+f')
  await page.getByRole('searchbox').fill('Tab completes')
  const missing = page.locator('.terminal-head').getByText('not found')
  await expect(missing).toBeVisible()
  await page.locator('.terminal textarea').focus()
  await page.keyboard.type('help')
  await page.keyboard.press('Enter')
  await expect(page.locator('.terminal .xterm-selection > div').first()).toBeAttached()
  await expect(missing).toHaveCount(0)
  // Whoever closes the search asks nothing any more, and the next search begins empty.
  await page.keyboard.press('Control+f')
  await page.getByRole('searchbox').fill('there is no such text')
  await expect(missing).toBeVisible()
  await page.getByRole('searchbox').press('Escape')
  await page.keyboard.press('Control+f')
  await expect(page.getByRole('searchbox')).toHaveValue('')
  await expect(missing).toHaveCount(0)
})
