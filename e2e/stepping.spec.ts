/** Stepping: one cursor moves sentence, timeline, code, memory and passport together. */
import { expect, type Page } from '@playwright/test'
import { open, runAll } from './open.ts'
import { test } from './watched.ts'

const sentence = (page: Page) => page.locator('.stepper-sentence')
const memory = (page: Page) => page.getByRole('region', { name: /^Memory of/ })
const step = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

test('a finished run can be stepped through at once, without a server', async ({ page }) => {
  await page.route('**/api/**', (route) => route.abort())
  await page.goto('/')
  await expect(sentence(page)).toContainText('The mechanism is chosen')
  await step(page, 'Next step')
  await expect(page.getByText('Step 2 of')).toBeVisible()
  await step(page, 'Step back')
  await expect(page.getByText('Step 1 of')).toBeVisible()
  await step(page, 'Last step')
  await expect(sentence(page)).toContainText('has ended')
})

test('memory, code and passport stand where the cursor stands', async ({ page }) => {
  await open(page, '#/?v=1&c=vfork&c=fork')
  await expect(memory(page)).toContainText('One address space, shared by P, C')
  await expect(memory(page)).toContainText('sleeps: D (disk sleep)')
  await expect(page.locator('.code-now [data-code-step="vfork"]')).toBeVisible()
  await step(page, 'Step back')
  await expect(page.locator('.passport-matrix thead [data-latest="true"]')).toHaveText('Child, at start')
  await page.keyboard.press('End')
  await expect(memory(page)).not.toContainText('shared by')
  await expect(memory(page)).toContainText('gone')
  await expect(page.locator('.passport-matrix thead [data-latest="true"]')).toHaveText('Parent, after')
})

test('keys step, jump by phase, change the run and let go', async ({ page }) => {
  await open(page, '#/?v=1&c=vfork&c=ruby')
  await page.keyboard.press('Home')
  await expect(page.getByText('Step 1 of 17')).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByText('Step 2 of 17')).toBeVisible()
  await page.keyboard.press(']')
  await expect(sentence(page)).toContainText('variable')
  await page.keyboard.press('2')
  await expect(page.getByRole('region', { name: /^Timeline|Step through Ruby/ })).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Ruby' })).toBeChecked()
  // A radio button keeps the focus after a click: the page's keys work all the same.
  await page.getByRole('radio', { name: 'vfork' }).click()
  await page.keyboard.press('2')
  await expect(page.getByRole('radio', { name: 'Ruby' })).toBeChecked()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('playing walks by itself and stops at the end', async ({ page }) => {
  await open(page, '#/?v=1&c=vfork')
  await page.getByRole('combobox', { name: 'Pace' }).selectOption('steady:150')
  await step(page, 'Play in slow motion')
  await expect(page.getByText('Step 17 of 17')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Play in slow motion' })).toBeVisible()
})

test('the slider says where it is, and the others keep pace', async ({ page }) => {
  await open(page, '#/?v=1&c=vfork&c=ruby')
  const slider = page.getByRole('slider', { name: 'Step' })
  await slider.focus()
  await page.keyboard.press('End')
  await expect(slider).toHaveAttribute('aria-valuetext', /^17 of 17: The parent has ended/)
  const ruby = page.getByRole('region', { name: /^Ruby/ })
  await expect(ruby.locator('[aria-current="step"]')).toHaveCount(1)
  await expect(ruby.locator('[data-phase="reap"]')).toHaveAttribute('data-current', 'true')
})

test('clicking an event moves the cursor there and pins it', async ({ page }) => {
  await open(page, '#/?v=1&c=vfork')
  const event = page.locator('.event[data-kind="exec"]')
  await event.click()
  await page.mouse.move(0, 0)
  await expect(sentence(page)).toContainText('becomes /app/ok')
  await expect(event).toHaveAttribute('data-lit', 'true')
  await expect(event).toHaveAttribute('aria-current', 'step')
  await page.keyboard.press('Escape')
  await expect(event).toHaveAttribute('data-lit', 'false')
})

test('the timeline follows the pointer, and zooms by keys', async ({ page }) => {
  await open(page, '#/?v=1&c=vfork')
  const svg = page.locator('.timeline svg').first()
  // The picture stands where it will stay once the sentence above it is there.
  await expect(sentence(page)).toContainText('sleeps')
  const box = await svg.boundingBox()
  if (!box) throw new Error('no timeline')
  await page.mouse.click(box.x + box.width - 20, box.y + 60)
  await expect(page.getByText('Step 17 of 17')).toBeVisible()
  await page.keyboard.press('+')
  await expect(svg).toHaveAttribute('data-zoomed', 'true')
  await page.keyboard.press('0')
  await expect(svg).toHaveAttribute('data-zoomed', 'false')
})

test('the passport says of every cell why, and unfolds the many', async ({ page }) => {
  await open(page, '#/?v=1&c=ruby')
  await step(page, 'Last step')
  const matrix = page.locator('.passport-matrix')
  await matrix.locator('tr', { hasText: 'SIGPIPE' }).getByRole('button').nth(2).click()
  await expect(matrix.locator('.passport-why')).toContainText('SIGPIPE, child, before exec: default.')
  await expect(matrix.locator('.passport-why')).toContainText('removed from the blocked mask')
  const rows = await matrix.locator('tbody tr').count()
  await matrix.locator('.passport-fold').first().click()
  expect(await matrix.locator('tbody tr').count()).toBeGreaterThan(rows)
})

test('a live run moves into the same views', async ({ page }) => {
  await open(page, '#/?v=1&c=fork')
  await runAll(page)
  await expect(page.locator('[data-source="live"]')).toHaveCount(1)
  await page.keyboard.press('End')
  await expect(sentence(page)).toContainText('has ended')
  await expect(memory(page)).toContainText('The memory was copied, by copying')
})

test('the transcript tells every step, in Japanese too', async ({ page }) => {
  await open(page, '#/?v=1&c=vfork&lang=ja')
  await page.getByText('文字による記録').click()
  await expect(page.locator('.transcript tbody tr')).toHaveCount(17)
  await page.getByRole('button', { name: 'ステップ 17 へ' }).click()
  await expect(sentence(page)).toHaveText(/親が終わりました/)
})

test('played as long as it took, a held child keeps its parent waiting; the pace is remembered', async ({ page }) => {
  await open(page, '#/?v=1&c=vfork&hold=before-exec=100')
  await runAll(page)
  const pace = page.getByRole('combobox', { name: 'Pace' })
  await pace.selectOption('1 ms takes 10 s')
  await page.getByRole('slider').first().fill('3')
  // The hold took 100 ms: 1000 s, were it not cut.
  const said = page.locator('.stepper-time')
  await expect(said).toContainText(/\d\.\d{3} ms after the first step/)
  const cut = page.locator('.stepper-time', { hasText: 'cut to 3 s' })
  for (let n = 0; n < 8 && !(await cut.isVisible()); n += 1) await page.getByRole('button', { name: 'Next step' }).click()
  await expect(cut).toBeVisible()
  await page.reload()
  await expect(pace).toHaveValue('stretched:10000')
  await page.locator('.stage h2, h1').first().click()
  await page.keyboard.press('.')
  await expect(pace).toHaveValue('stretched:1000')
  await expect(said).toContainText('keeps no times')
  await page.keyboard.press('Home')
  await page.keyboard.press(' ')
  // Recorded events are 1 µs apart: each step is shown for as short as a step may be.
  await expect(page.getByText('Step 17 of 17')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Play in slow motion' })).toBeVisible()
})
