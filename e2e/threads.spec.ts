/** The parent's other threads: lanes of their own that go on while the caller of vfork sleeps; many fold into one. */
import { expect } from '@playwright/test'
import { faults } from './faults.ts'
import { open, runAll } from './open.ts'
import { test } from './watched.ts'

test('vfork suspends the thread that calls it and no other', async ({ page }) => {
  await open(page, '#/?v=1&c=vfork&threads=2&hold=before-exec=100')
  await runAll(page)
  const timeline = page.locator('.stage .timeline')
  await expect(timeline.locator('p').first()).toContainText(
    /t1, a thread of the parent, is in state R \(running\) while P sleeps, and counts on by [\d,]{5,} meanwhile/,
  )
  await expect(timeline.locator('.lane-name[data-task="thread"]')).toHaveText(['t1', 't2'])
  await expect(timeline.locator('.counter [data-asleep="true"] rect')).toHaveCount(2)
  await page
    .getByRole('list', { name: /^Moments of/ })
    .getByRole('button', { name: /asleep/ })
    .click()
  await expect(page.locator('.stage .stepper-sentence')).toContainText('The 2 other threads are not suspended (R (running))')
  await page.locator('.terminal').first().scrollIntoViewIfNeeded()
  await expect(page.locator('.xterm-rows').first()).toContainText('other threads: t1 R (running)')
})

test('many threads are one lane until they are wanted', async ({ page }) => {
  await open(page, '#/?v=1&c=vfork&threads=8')
  await runAll(page)
  const timeline = page.locator('.stage .timeline')
  await expect(timeline.locator('.lane-name[data-task="thread"]')).toHaveText(['t1', 't2', 't3', '+5'])
  const more = timeline.getByRole('button', { name: '5 more threads' })
  await more.press('Enter')
  await expect(more).toHaveAttribute('aria-expanded', 'true')
  await expect(timeline.locator('.lane-name[data-task="thread"]')).toHaveCount(8)
  expect(await faults(page, { within: ['.stage'] })).toEqual([])
})

test('the threads of a real Go program make their calls while the one that spawns sleeps', async ({ page }) => {
  await page.goto('/#/real')
  await page.getByRole('button', { name: /Run both here/ }).click()
  const said = page.locator('.timeline > p').first()
  await expect(said).toContainText(/T\d+, a thread of the parent, is seen/)
})
