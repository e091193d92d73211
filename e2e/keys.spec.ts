/** Stepping keys step: after a click on anything but a text field. Who came by keyboard finds the element's own keys. */
import { expect, type Locator, type Page } from '@playwright/test'
import { open } from './open.ts'
import { test } from './watched.ts'

const at = (page: Page, step: number) => expect(page.getByText(`Step ${step} of 17`, { exact: true })).toBeVisible()
const pill = (page: Page, name: string): Locator => page.getByRole('group').or(page.getByRole('radiogroup')).getByText(name, { exact: true })

async function opened(page: Page): Promise<void> {
  await open(page, '#/?v=1&c=vfork&c=ruby&at=0')
  await page.keyboard.press('Home')
  await at(page, 1)
}

async function steps(page: Page): Promise<void> {
  await page.keyboard.press('Home')
  await at(page, 1)
  await page.keyboard.press('ArrowRight')
  await at(page, 2)
  await page.keyboard.press('PageDown')
  await at(page, 3)
  await page.keyboard.press('PageUp')
  await at(page, 2)
  await page.keyboard.press('ArrowLeft')
  await at(page, 1)
  await page.keyboard.press(' ')
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await page.keyboard.press(' ')
  await expect(page.getByRole('button', { name: 'Play in slow motion' })).toBeVisible()
}

test('after a click on the pill of a run', async ({ page }) => {
  await opened(page)
  await pill(page, 'Ruby').click()
  await pill(page, 'vfork').click()
  await steps(page)
  await expect(page.getByRole('radio', { name: 'vfork' })).toBeChecked()
})

test('after a click on a button of a figure', async ({ page }) => {
  await opened(page)
  const closer = page.getByRole('button', { name: 'Zoom in (+)' })
  await closer.click()
  await closer.click()
  const box = () => page.locator('.timeline svg .lane').first().getAttribute('width')
  await steps(page)
  const before = await box()
  await page.keyboard.press('Home')
  await page.keyboard.press(' ')
  await page.keyboard.press(' ')
  expect(await box()).toBe(before)
})

test('after a choice in a list', async ({ page }) => {
  await opened(page)
  const pace = page.getByRole('combobox', { name: 'Pace' })
  const before = await pace.inputValue()
  await pace.click()
  await page.keyboard.press('Escape')
  await expect(pace).toBeFocused()
  await steps(page)
  await expect(pace).toHaveValue(before)
})

test('after a change of the language', async ({ page }) => {
  await opened(page)
  const tongue = page.locator('.page-tools > .language-choice')
  await tongue.getByText('日本語').click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja')
  await tongue.getByText('English').click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await steps(page)
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})

test('who came by keyboard changes the choice with the arrows, and scrolls by the page', async ({ page }) => {
  await opened(page)
  await page.getByRole('slider', { name: 'Step' }).focus()
  const radio = page.getByRole('radio', { name: 'vfork' })
  for (let n = 0; n < 40 && !(await radio.evaluate((element) => element === document.activeElement)); n += 1) await page.keyboard.press('Shift+Tab')
  await expect(radio).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: 'Ruby' })).toBeChecked()
  await page.keyboard.press('ArrowLeft')
  await expect(radio).toBeChecked()
  await at(page, 1)
  await page.keyboard.press('PageDown')
  await at(page, 1)
})

test('a text field keeps every key', async ({ page }) => {
  await page.goto('/#/lab?v=1&c=vfork')
  await page.getByRole('button', { name: 'First step' }).click()
  const field = page.getByRole('textbox').or(page.getByRole('spinbutton')).first()
  await field.click()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('PageDown')
  await at(page, 1)
})
