/** What is painted before the page's own code has come, and that the code then moves nothing of it. */
import { expect, type Page } from '@playwright/test'
import { test } from './watched.ts'

/** The code of the page is not answered until this is called. */
async function heldBack(page: Page): Promise<() => void> {
  let release = (): void => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/assets/page-*.js', async (route) => {
    await released
    await route.continue()
  })
  return release
}

/** Less than that is no jump: a line that is a pixel higher. */
const A_PIXEL = 0.01

/** What has jumped since the page was opened, and how far. Two frames later the browser has told of what came last. */
function jumps(page: Page): Promise<number[]> {
  return page.evaluate(async (least) => {
    const seen: { value: number; hadRecentInput: boolean }[] = []
    const take = (entries: PerformanceEntryList): void => void seen.push(...(entries as unknown as typeof seen))
    const watch = new PerformanceObserver((list) => take(list.getEntries()))
    watch.observe({ type: 'layout-shift', buffered: true })
    for (let n = 0; n < 2; n += 1) await new Promise((drawn) => requestAnimationFrame(drawn))
    take(watch.takeRecords())
    return seen.filter(({ value, hadRecentInput }) => !hadRecentInput && value >= least).map(({ value }) => value)
  }, A_PIXEL)
}

for (const { hash, language, theme, says, drawn } of [
  { hash: '#/', language: 'en', theme: 'dark', says: 'How does a language', drawn: '.stepper-buttons button:nth-child(3):enabled' },
  { hash: '#/', language: 'ja', theme: 'auto', says: '言語は', drawn: '.stepper-buttons button:nth-child(3):enabled' },
  { hash: '#/lab', language: 'ja', theme: 'projector', says: '実験室', drawn: '.lab-command' },
  { hash: '#/lab?v=1&lang=en', language: 'ja', theme: 'auto', says: 'Lab', drawn: '.lab-command' },
]) {
  test(`${hash}, ${language}, ${theme}: the first words stand there without the code, and stay where they are when it comes`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.addInitScript((kept) => Object.assign(localStorage, kept), { language, theme })
    const release = await heldBack(page)
    await page.goto(`/${hash}`)
    const heading = page.getByRole('heading', { level: 1 })
    await expect(heading).toContainText(says)
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await expect(page.locator('html')).toHaveAttribute('lang', hash.includes('lang=en') ? 'en' : language)
    // Nothing hears them yet.
    expect(await page.locator('header :is(button, input, select):enabled').count()).toBe(0)
    const before = await heading.boundingBox()
    release()
    await expect(page.locator(drawn)).toBeVisible()
    await expect(page.locator('header .page-more')).toBeEnabled()
    await expect(heading).toHaveCount(1)
    expect(await heading.boundingBox()).toEqual(before)
    expect(await jumps(page)).toEqual([])
  })
}

test('a page that has no first words shows those of no other', async ({ page }) => {
  const release = await heldBack(page)
  await page.goto('/#/claims')
  await expect(page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Claims' })).toHaveAttribute('aria-current', 'page')
  await expect(page.getByRole('heading')).toHaveCount(0)
  release()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})

test('a frame shows no bar, not even for a moment', async ({ page }) => {
  const release = await heldBack(page)
  await page.goto('/embed#/embed?v=1&c=go')
  // Only the notice for a page that does not start, and it is hidden.
  await expect(page.locator('#root > *')).toHaveCount(1)
  await expect(page.locator('#root > *')).toBeHidden()
  release()
  await expect(page.locator('.stepper')).toBeVisible()
  await expect(page.locator('.page-head')).toHaveCount(0)
})
