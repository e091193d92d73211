/** The four who come here, and how many actions each needs. An action is a press, a choice or a key; looking is none. */
import { expect, type Page } from '@playwright/test'
import { test } from './watched.ts'

/** Counts what a person does. */
function walker(page: Page) {
  let actions = 0
  return {
    async press(role: 'link' | 'button', name: RegExp): Promise<void> {
      actions += 1
      await page.getByRole(role, { name }).first().click()
    },
    get actions(): number {
      return actions
    },
  }
}

test.use({ viewport: { width: 1280, height: 800 }, contextOptions: { reducedMotion: 'no-preference' } })

test('a developer who never heard of vfork: home explains and steps by itself, no action', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('main')).toContainText('fast, and dangerous')
  // It walks, and names what it walks past.
  await expect(page.locator('.moments [aria-current="step"]')).toContainText('borrowed memory')
  await expect(page.locator('.moments [aria-current="step"]')).toContainText('asleep')
  await expect(page.locator('.moment-why')).toContainText('until the child lets go')
})

test('to the first prediction of lesson 1: two actions', async ({ page }) => {
  const walk = walker(page)
  await page.goto('/')
  await walk.press('link', /^Begin: lesson 1/)
  await walk.press('button', /^Next$/)
  await expect(page.getByRole('radio', { name: /It ends, and whoever waits/ })).toBeVisible()
  expect(walk.actions).toBeLessThanOrEqual(2)
})

test('a teacher shows a room a held child, its parent in D: three actions', async ({ page }) => {
  const walk = walker(page)
  await page.goto('/')
  await walk.press('link', /^Teach it/)
  await walk.press('button', /^Freeze it: hold the child/)
  const held = page.getByRole('region', { name: 'A child waiting to be released' })
  await expect(held.locator('.let-go-letter')).toContainText('D')
  await expect(held.locator('.let-go-letter')).toBeInViewport({ ratio: 1 })
  await walk.press('button', /^Release/)
  await expect(held).toContainText('Released by hand')
  expect(walk.actions).toBeLessThanOrEqual(3)
})

test('an expert asks who passes an ignored SIGINT on, then and now: three actions', async ({ page }) => {
  const walk = walker(page)
  await page.goto('/')
  await walk.press('link', /^I have a question/)
  await walk.press('button', /^Run them all$/)
  const grid = page.getByRole('region', { name: 'One setting, every strategy' })
  await expect(grid.getByText(/^(\d+) of \1 runs$/)).toBeVisible()
  const answers = grid.locator('tbody tr')
  await expect(answers.filter({ hasText: /^Nim/ }).first()).toContainText('ignored')
  // Then and now: the editions are rows of their own.
  expect(await answers.filter({ hasText: /^Rust/ }).count()).toBeGreaterThan(1)
  expect(walk.actions).toBeLessThanOrEqual(3)
})

test('a reader of the article finds its sentences, each with its verdict: one action', async ({ page }) => {
  const walk = walker(page)
  await page.goto('/')
  await walk.press('link', /^I read the article/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Every sentence of the article/)
  expect(walk.actions).toBe(1)
})
