/** The first minute: the first page plays itself once, has a way in for each who comes, and shows no old run as an answer. */
import { expect, type Page } from '@playwright/test'
import { open, runAll } from './open.ts'
import { test } from './watched.ts'

const count = (page: Page) => page.locator('.stepper-count')
const moments = (page: Page) => page.getByRole('list', { name: /^Moments of/ })
const pause = (page: Page) => page.getByRole('button', { name: 'Pause', exact: true })
const play = (page: Page) => page.getByRole('button', { name: 'Play in slow motion' })

test.describe('with motion', () => {
  test.use({ contextOptions: { reducedMotion: 'no-preference' } })

  test('the first page plays itself from step 1 to the end, once, past each named moment', async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem('pace', 'steady:150'))
    await page.goto('/')
    await expect(pause(page)).toBeVisible()
    for (const name of ['borrowed memory', 'asleep: D', 'the dangerous window', 'its own program', 'awake']) {
      await expect(moments(page).getByRole('button', { name })).toBeVisible()
    }
    await expect(count(page)).toHaveText(/^Step (\d+) of \1$/)
    await expect(play(page)).toBeVisible()
    await expect(moments(page).locator('[data-passed="false"]')).toHaveCount(0)
    // Coming back does not play it again.
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Claims' }).click()
    await expect(page).toHaveURL(/#\/claims/)
    await page.getByRole('link', { name: 'Spawnscope' }).click()
    await expect(play(page)).toBeVisible()
  })

  test('whoever steps takes over: it stops, and the link says where', async ({ page }) => {
    await page.goto('/')
    await expect(pause(page)).toBeVisible()
    expect(page.url()).not.toContain('at=')
    await page.keyboard.press('End')
    await expect(play(page)).toBeVisible()
    await expect(count(page)).toHaveText(/^Step (\d+) of \1$/)
    await expect(page).toHaveURL(/at=\d+/)
    // A link with a place in it opens there, and plays nothing.
    await page.reload()
    await expect(play(page)).toBeVisible()
    await expect(count(page)).toHaveText(/^Step (\d+) of \1$/)
  })

  test('pause pauses where it is', async ({ page }) => {
    await page.goto('/')
    await pause(page).click()
    await expect(play(page)).toBeVisible()
    const there = await count(page).textContent()
    await page.keyboard.press('ArrowRight')
    await expect(count(page)).not.toHaveText(there ?? '')
    await expect(play(page)).toBeVisible()
  })

  test('after "Run all" the page says what it did, and plays it from step 1', async ({ page }) => {
    await open(page, '#/?v=1&c=vfork&c=fork&at=30')
    await expect(page.locator('.run-source')).toContainText('recorded on')
    await page.getByRole('button', { name: 'Run all' }).click()
    await expect(page.locator('.run-source')).toHaveText('2 processes started here, just now')
    await expect(page.locator('.run-source')).toHaveAttribute('data-is', 'live')
    await expect(pause(page)).toBeVisible()
    await page.keyboard.press('Home')
    await expect(count(page)).toHaveText(/^Step 1 of/)
  })
})

test('without motion nothing plays by itself, and the run stands at step 1', async ({ page }) => {
  await open(page)
  await expect(count(page)).toHaveText(/^Step 1 of/)
  await expect(play(page)).toBeVisible()
  await page.keyboard.press('End')
  await runAll(page)
  await expect(page.locator('.run-source')).toHaveText('4 processes started here, just now')
  await expect(count(page)).toHaveText(/^Step 1 of/)
})

test('each of the four who come here has a way in; on a phone, too, without the menu', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/')
  const ways = page.getByRole('main').getByRole('navigation', { name: 'Ways in' })
  await expect(ways.getByRole('link')).toHaveCount(4)
  for (const way of await ways.getByRole('link').all()) await expect(way).toBeInViewport()
  await ways.getByRole('link', { name: /^Begin: lesson 1/ }).click()
  await expect(page).toHaveURL(/#\/lessons\/a-process/)
  await page.goto('/#/lessons')
  // The first of the course, and as long as home says.
  const first = page.locator('.lesson-card').first()
  await expect(first.getByRole('link')).toHaveAttribute('href', '#/lessons/a-process')
  await expect(first.locator('.lesson-card-facts')).toContainText('4 minutes')
  await page.goto('/')
  await expect(ways.getByRole('link', { name: 'Begin: lesson 1, 4 minutes' })).toBeVisible()
  await ways.getByRole('link', { name: 'I read the article' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Every sentence/)
})

test('a named moment is a press away, and the cursor says why it matters', async ({ page }) => {
  await open(page)
  await moments(page).getByRole('button', { name: 'the dangerous window' }).click()
  await expect(page.locator('.moment-why')).toContainText('parent’s memory')
  await expect(moments(page).locator('[aria-current="step"]')).toContainText('the dangerous window')
  await page.keyboard.press('ArrowRight')
  await expect(moments(page).locator('[aria-current="step"]')).toContainText('the dangerous window')
})

test('changed settings: every figure says that it is of the old run, until it is run', async ({ page }) => {
  await open(page, '#/compare')
  await page.getByText('The parent, before it spawns').click()
  await page
    .getByRole('group', { name: 'SIGINT' })
    .getByRole('radio', { name: /ignore/i })
    .click()
  const stale = page.locator('[data-stale="not-run"]')
  // The stage, what differs, the children's passport, four columns, four terminals.
  await expect(stale).toHaveCount(11)
  for (const part of [page.locator('.stage'), page.locator('.differences'), page.locator('.children-passport'), page.locator('.column').first()]) {
    await expect(page.locator('[data-stale="not-run"]').filter({ has: part }).or(part.and(stale)).first()).toContainText('Not run yet with these settings')
  }
  // Run stands beside what has changed.
  await page.locator('details.settings').getByRole('button', { name: 'Run now' }).click()
  await expect(page.locator('main[data-runs="ended"]')).toBeVisible()
  await expect(stale).toHaveCount(0)
  await expect(page.locator('.run-source')).toHaveText('4 processes started here, just now')
  const row = page.getByRole('table', { name: /passport of the child/i }).getByRole('row', { name: /SIGINT/ })
  await expect(row.locator('[data-strategy="nim"]')).toContainText(/ignored/i)
  // And back: now the live run is of other settings.
  await page
    .getByRole('group', { name: 'SIGINT' })
    .getByRole('radio', { name: /default/i })
    .click()
  await expect(stale).toHaveCount(11)
})
