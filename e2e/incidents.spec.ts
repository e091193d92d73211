/** Incidents, filtered by language and hazard: in the link, with counts, by keyboard, in both languages; and what a fact of a lesson rests on. */
import { expect, type Page } from '@playwright/test'
import { faults } from './faults.ts'
import { overflow } from './open.ts'
import { test } from './watched.ts'

const row = (page: Page, name: string) => page.getByRole('radiogroup', { name, exact: true })
/** The number behind the name of a choice: what it would show. */
const counted = async (page: Page, group: string, name: RegExp): Promise<number> =>
  Number(/\d+$/.exec((await row(page, group).locator('label').filter({ hasText: name }).textContent()) ?? '')?.[0])

test('both rows filter, count and stand in the link', async ({ page }) => {
  await page.goto('/#/incidents')
  await expect(page.locator('.incident').first()).toBeVisible()
  const all = await page.locator('.incident').count()
  expect(all).toBeGreaterThanOrEqual(20)
  await expect(page.getByRole('status').filter({ hasText: 'incidents' })).toHaveText(`${all} incidents`)
  expect(await counted(page, 'Language', /^all/)).toBe(all)
  const ofGo = await counted(page, 'Language', /^Go/)
  await row(page, 'Language').getByRole('radio', { name: /^Go/ }).check()
  await expect(page).toHaveURL(/#\/incidents\/of\/go\/any$/)
  await expect(page.locator('.incident')).toHaveCount(ofGo)
  // The other row now counts among those of Go only, and the arrow keys choose in it.
  const cost = await counted(page, 'Hazard', /^cost/)
  expect(cost).toBeLessThan(ofGo)
  await row(page, 'Hazard').getByRole('radio', { name: /^all/ }).focus()
  await page.keyboard.press('ArrowLeft')
  await expect(page).toHaveURL(/#\/incidents\/of\/go\/cost$/)
  await expect(page.locator('.incident')).toHaveCount(cost)
  await expect(page.locator('[data-incident="go-fork-latency"]')).toBeVisible()
  expect(await faults(page)).toEqual([])
  await page.reload()
  await expect(page.locator('.incident')).toHaveCount(cost)
  await expect(row(page, 'Language').getByRole('radio', { name: /^Go/ })).toBeChecked()
})

test('where nothing fits, the page says how to see all again', async ({ page }) => {
  await page.goto('/#/incidents/of/d/cost')
  await expect(page.locator('.incident')).toHaveCount(0)
  await expect(page.locator('.incidents-none')).toContainText('No incident of this language is listed under this hazard.')
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Show all incidents' }).click()
  await expect(page).toHaveURL(/#\/incidents$/)
  await expect(page.locator('.incident').nth(19)).toBeAttached()
})

test('the rows are in Japanese too, fit a phone, and an incident that is named is shown', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('language', 'ja'))
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/#/incidents/of/rust/waiting')
  await expect(page.locator('[data-incident="nextest-ctrl-z"]')).toBeVisible()
  await expect(row(page, '危険').getByRole('radio', { name: /^待たされるスレッド/ })).toBeChecked()
  expect(await overflow(page)).toBe(0)
  await page.goto('/#/incidents/nim-setuid')
  await expect(page.locator('[data-incident="nim-setuid"]')).toBeInViewport()
})

test('a fact says what it rests on, and leads to the very call', async ({ page }) => {
  await page.goto('/#/lessons/the-signal-window/4')
  const facts = page.locator('.fact')
  await expect(facts.first().locator('[data-fact="checked"]')).toHaveText('checked by a run')
  await expect(facts.last().locator('[data-fact="read"] a')).toHaveAttribute('href', /^https:/)
  await page.goto('/#/lessons/our-own-server/4')
  await expect(page.locator('[data-fact="measured"]')).toHaveText('measured: npm run bench -- start')
  await page.goto('/#/lessons/the-signal-window/2')
  await page.getByRole('button', { name: 'Skip the prediction' }).click()
  await page.locator('.lesson-foot').getByRole('button', { name: 'Next', exact: true }).click()
  await page.locator('.lesson-run').getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.locator('.run-figures .panel')).toHaveCount(3)
  await page.goto('/#/lessons/the-signal-window/4')
  await page.getByRole('button', { name: 'Skip', exact: true }).click()
  await expect(page.locator('[data-fact="seen"]')).toHaveCount(3)
  const third = facts.nth(2)
  await third.getByRole('button', { name: /seen in this run/ }).click()
  await expect(third.locator('.fact-evidence')).toContainText("Ruby's way")
  await expect(third.locator('.evidence li').first()).toBeVisible()
  expect(await faults(page)).toEqual([])
  const call = third.locator('[data-evidence]').first()
  const step = /step (\d+)/.exec((await third.locator('.evidence-name strong').first().textContent()) ?? '')?.[1]
  await call.click()
  await expect(page.locator('[data-leads="true"] .run-leads')).toHaveText("Ruby's way")
  await expect(page.locator('.stepper-count')).toContainText(`Step ${step} of`)
})

test('without a server a fact is seen in the recording', async ({ page }) => {
  await page.route('**/api/**', (route) => route.abort())
  await page.goto('/#/lessons/set-uid/2')
  await page.getByRole('button', { name: 'Skip the prediction' }).click()
  await page.locator('.lesson-foot').getByRole('button', { name: 'Next', exact: true }).click()
  await page.locator('.lesson-run').getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.locator('.run-figures .panel')).toHaveCount(3)
  await page.goto('/#/lessons/set-uid/4')
  await page.getByRole('button', { name: 'Skip', exact: true }).click()
  await expect(page.locator('[data-fact="seen"]')).toHaveCount(3)
  await expect(page.locator('[data-fact="seen"]').first()).toContainText('seen in the recording')
})
