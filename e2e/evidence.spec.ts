/** Evidence is named by the step that the stepper shows, stands in place with its line, and leads to the run. What is missing is said. */
import { expect, type Locator, type Page } from '@playwright/test'
import { faults } from './faults.ts'
import { test } from './watched.ts'

/** "the child’s creation, step 6" → 6. */
async function stepIn(name: Locator): Promise<string> {
  return /step (\d+)/.exec((await name.textContent()) ?? '')?.[1] ?? 'no step'
}

async function runClaim(page: Page, id: string): Promise<Locator> {
  await page.goto(`/#/claims/${id}`)
  const claim = page.locator(`[data-claim="${id}"]`)
  await claim.getByRole('button', { name: 'Run all of them' }).click()
  return claim
}

test('of a claim: the number is the stepper’s, sentence and line stand with it, and the button takes one there', async ({ page }) => {
  const claim = await runClaim(page, 'go-separate-stack')
  const trial = claim.locator('.trial').nth(1)
  const piece = trial.locator('.evidence li').first()
  await expect(piece.locator('.evidence-name')).toContainText('the child’s creation, step')
  await expect(piece.locator('.evidence-says')).toContainText('runs on the parent’s stack')
  await expect(piece.locator('.evidence-line')).toContainText('CLONE_VM|')
  const step = await stepIn(piece.locator('strong'))
  await piece.getByRole('button', { name: /Show it in the run/ }).click()
  const player = claim.locator('.run-figures')
  await expect(player).toBeInViewport()
  await expect(player).toBeFocused()
  await expect(player.locator('.stepper-count')).toContainText(`Step ${step} of`)
  await expect(player.locator('.stepper-sentence')).toContainText('runs on the parent’s stack')
  // Once there, the reader goes on, and the button still leads back.
  await page.keyboard.press('ArrowRight')
  await expect(player.locator('.stepper-count')).toContainText(`Step ${Number(step) + 1} of`)
  await piece.getByRole('button', { name: /Show it in the run/ }).click()
  await expect(player.locator('.stepper-count')).toContainText(`Step ${step} of`)
  expect(await faults(page, { within: ['.trials'] })).toEqual([])
})

test('of a claim about what does not happen: absence is said as absence, among how many', async ({ page }) => {
  const claim = await runClaim(page, 'nim-sigpipe-not-default')
  await expect(claim.locator('.evidence [data-absent="true"]').first()).toHaveText(/no rt_sigaction .*among \d+ calls of the child/)
})

test('without a server, a shortened recording does not pretend to have counted', async ({ page }) => {
  await page.route('**/api/**', (route) => route.abort())
  const claim = await runClaim(page, 'nim-sigpipe-not-default')
  await expect(claim.locator('.evidence [data-absent="true"]').first()).toContainText('in the shortened recording')
})

test('of a lesson: it stands below the answer, and leads to the figure of the run that decided', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto('/#/lessons/side-by-side/2')
  await page.getByRole('button', { name: 'Skip the prediction' }).click()
  await page.getByRole('navigation', { name: 'Steps of this lesson' }).getByRole('button', { name: 'Run' }).click()
  await page.locator('.lesson-run').getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.locator('.run-figures .panel')).toHaveCount(4)
  await page.getByRole('navigation', { name: 'Steps of this lesson' }).getByRole('button', { name: 'Explain' }).click()
  await page.getByRole('button', { name: 'Skip', exact: true }).click()
  const piece = page.locator('.outcome .evidence li').first()
  await expect(piece.locator('.evidence-line').first()).toHaveText(/SigIgn: 0*1000 \(SIGPIPE\)/)
  const step = await stepIn(piece.locator('strong'))
  await piece.getByRole('button', { name: /Show it in the run/ }).click()
  await expect(page.locator('[data-leads="true"] .run-leads')).toHaveText('C')
  await expect(page.locator('.stepper-count')).toContainText(`Step ${step} of`)
})

test('of an incident: in place, and on a phone too', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/#/incidents')
  const incident = page.locator('[data-incident="nim-sigpipe"]')
  await incident.getByRole('button', { name: 'Run' }).click()
  await expect(incident.locator('.evidence-line').first()).toContainText('exited with 1')
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
})

test('what an experiment finds out is said in words, and once', async ({ page }) => {
  await page.goto('/#/incidents')
  const incident = page.locator('.incident').filter({ hasText: 'run hazard-' }).first()
  await incident.getByRole('button', { name: 'Run' }).click()
  const found = incident.locator('.findings li')
  await expect(found.first()).toBeVisible()
  for (const text of await found.allTextContents()) {
    expect(text).toMatch(/^(⚠ harm|✓ no harm)[A-Z][^_:]*: [^_]+\.$/)
    expect(text).not.toMatch(/came of it|was done/)
  }
})
