/** A word of the field opens where it stands: by pointer, tap and key, and the page stays where it is. */
import { expect, type Page } from '@playwright/test'
import { faults } from './faults.ts'
import { test } from './watched.ts'

const LESSON = '/#/lessons/the-signal-window'
const card = (page: Page) => page.locator('.term-card:popover-open')

test('by pointer: the meaning opens in place, and goes by Escape or a click beside it', async ({ page }) => {
  await page.goto(LESSON)
  const word = page.locator('.term[data-term="handler"]').first()
  await word.click()
  await expect(card(page)).toContainText('A function of the program that is called when the signal is delivered')
  await expect(card(page)).toContainText('sigaction(2)')
  await expect(page).toHaveURL(/#\/lessons\/the-signal-window$/)
  expect(await faults(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(card(page)).toHaveCount(0)
  await expect(word).toBeFocused()
  await word.click()
  await expect(card(page)).toHaveCount(1)
  await page.locator('h1').click()
  await expect(card(page)).toHaveCount(0)
})

test('by key: Enter opens it and moves into it, Tab reaches the glossary, Back returns to the lesson', async ({ page }) => {
  await page.goto(LESSON)
  await page.locator('.term[data-term="handler"]').first().focus()
  await page.keyboard.press('Enter')
  await expect(card(page)).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(card(page).getByRole('link', { name: 'In the glossary' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/glossary\/handler$/)
  await expect(page.locator('#term-handler')).toBeInViewport()
  await page.goBack()
  await expect(page.locator('[data-lesson="the-signal-window"]')).toBeVisible()
})

test('a lesson that is drawn again behind an open card leaves the focus where the reader has put it', async ({ page, context }) => {
  await page.goto('/#/lessons/lending-memory/4')
  await page.locator('.explain-text .term').first().press('Enter')
  await expect(card(page)).toBeFocused()
  await page.keyboard.press('Tab')
  const link = card(page).getByRole('link', { name: 'In the glossary' })
  await expect(link).toBeFocused()
  // The answer is given in another tab.
  const other = await context.newPage()
  await other.goto('/#/lessons')
  await other.evaluate(() => localStorage.setItem('lessons', JSON.stringify({ predictions: { 'lending-memory': { choice: 0, reason: '' } } })))
  await expect(page.locator('.outcome-verdict')).toBeVisible()
  await expect(link).toBeFocused()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('by tap: it opens inside the screen, in the language of the page', async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem('language', 'ja'))
    await page.goto(LESSON)
    await page.locator('.term[data-term="handler"]').first().tap()
    await expect(card(page)).toContainText('シグナルハンドラ')
    const box = await card(page).boundingBox()
    expect(box && box.x >= 0 && box.x + box.width <= 390 && box.y >= 0 && box.y + box.height <= 844).toBe(true)
    await page.locator('h1').tap()
    await expect(card(page)).toHaveCount(0)
  })
})

test('the words of a run open too: the canary, the dangerous window, state D, and the run stays at its step', async ({ page }) => {
  await page.goto('/#/?v=1&c=vfork')
  const step = page.locator('.stepper-count').first()
  await expect(page.locator('.stepper-sentence').first()).toContainText('sleeps in the kernel')
  const at = await step.textContent()
  for (const term of ['state-d', 'kcmp', 'passport', 'window', 'mechanism']) {
    await page.locator(`.term[data-term="${term}"]`).first().click()
    await expect(card(page).locator('.term-text')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(card(page)).toHaveCount(0)
  }
  await expect(step).toHaveText(at ?? '')
})

test('a glossary that cannot be fetched says so, and the link to its page remains', async ({ page }) => {
  await page.route(/glossary-[^/]*\.js/, (route) => route.abort())
  await page.goto(LESSON)
  await page.locator('.term[data-term="handler"]').first().click()
  await expect(card(page)).toContainText('could not be fetched')
  await expect(card(page).getByRole('link', { name: 'In the glossary' })).toBeVisible()
})
