/** The Lab: settings, runs side by side, the grid and the prompt, with the real server and helper. */
import { expect, type Page } from '@playwright/test'
import { faults } from './faults.ts'
import { overflow } from './open.ts'
import { test } from './watched.ts'

async function openLab(page: Page, query = ''): Promise<void> {
  await page.goto(`/#/lab${query}`)
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled()
  // The recorded run stands there before any other.
  await expect(runs(page).locator('thead th')).toHaveCount(1)
}

const runs = (page: Page) => page.getByRole('region', { name: 'Runs, side by side' })
const command = (page: Page) => page.locator('.lab-command code')
const screen = (page: Page) => page.locator('.terminal .xterm-rows')

async function run(page: Page): Promise<void> {
  const before = await runs(page).locator('thead th').count()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(runs(page).locator('thead th')).toHaveCount(Math.min(before + 1, 6))
  await expect(page.locator('.lab-bench')).toHaveAttribute('data-busy', 'false')
}

test('the runs that stand side by side are in the link, and open in Compare', async ({ page }) => {
  await openLab(page, '?v=1&c=ruby')
  await run(page)
  await page.getByRole('combobox', { name: 'Strategy' }).selectOption('nim')
  await run(page)
  await expect(page).toHaveURL(/c=nim.*c=rec:.+c=rec:/)
  await page.reload()
  await expect(runs(page).locator('thead code')).toHaveText([/^nim/, /^ruby/])
  await expect(runs(page).getByText('ended with status 0')).toHaveCount(2)
  await page.getByRole('link', { name: /in Compare/ }).click()
  await expect(page.getByRole('region', { name: /^Nim/ }).locator('[data-seq]').first()).toBeAttached()
  await expect(page.getByRole('region', { name: /^Ruby/ }).locator('[data-seq]').first()).toBeAttached()
  await page.goto('/#/lab?v=1&c=ruby&c=rec:gone')
  await page.reload()
  await expect(runs(page)).toContainText('there is no stored run gone here')
})

async function type(page: Page, line: string): Promise<void> {
  // The terminal may show the step under the cursor. It follows the keys of whoever types, and stays with him.
  await page.locator('.terminal textarea').focus()
  await page.keyboard.press('End')
  await expect(screen(page)).toContainText('$ ')
  await page.keyboard.type(line)
}

test('a recorded run stands there at once; every setting of describe is drawn with its sentence', async ({ page, request }) => {
  await openLab(page)
  await expect(runs(page)).toContainText('recorded')
  await expect(page.getByText(/Step \d+ of \d+/)).toBeVisible()
  const { settings } = (await (await request.get('/api/describe')).json()) as { settings: { flag: string; sentence: string }[] }
  expect(settings.length).toBeGreaterThan(10)
  const form = page.getByRole('form', { name: 'Settings' })
  for (const { flag, sentence } of settings) {
    await expect(form.locator('legend', { hasText: new RegExp(`^${flag}$`) })).toHaveCount(1)
    await expect(form).toContainText(sentence)
  }
})

test('settings are one command, and runs stand side by side with their differences', async ({ page }) => {
  await openLab(page)
  await page.getByRole('radiogroup', { name: '--signal SIGPIPE' }).getByRole('radio', { name: 'ignore' }).click()
  await page.getByRole('combobox', { name: 'Strategy' }).selectOption('nim')
  await expect(command(page)).toContainText('spawnscope run nim --signal PIPE=ignore')
  await run(page)
  await page.getByRole('combobox', { name: 'Strategy' }).selectOption('rust')
  await run(page)
  const row = runs(page).getByRole('row', { name: /SIGPIPE/ })
  await expect(row).toHaveAttribute('data-differs', 'true')
  await expect(row).toContainText('ignored')
  await expect(row).toContainText('default')
  // The link holds it all.
  await expect(page).toHaveURL(/c=rust.*signal=PIPE=ignore/)
  await page.reload()
  await expect(command(page)).toContainText('run rust --signal PIPE=ignore')
})

test('a signal fired into the window kills the child; held, the parent is seen in state D', async ({ page }) => {
  await openLab(page, '?v=1&c=vfork')
  await page.getByRole('button', { name: 'Fire a signal' }).click()
  await page.getByRole('slider', { name: 'Hold at the child’s first step' }).fill('100')
  await run(page)
  await expect(runs(page)).toContainText(/killed by SIGUSR1/)
  await expect(runs(page)).toContainText('SIGUSR1 to the child: delivered')
  const held = page.getByRole('region', { name: 'While the child was held' })
  await expect(held).toContainText('D (disk sleep)')
})

test('one setting, every strategy: each cell is told in words and opens its run', async ({ page }) => {
  await openLab(page)
  const grid = page.getByRole('region', { name: 'One setting, every strategy' }).locator('table')
  await page.getByRole('combobox', { name: 'Vary' }).selectOption('target')
  await page.getByRole('button', { name: 'Run them all' }).click()
  // As many as strategies times targets.
  await expect(page.getByText(/^(\d+) of \1 runs$/)).toBeVisible()
  // The server lets one page ask for as many as the grid has.
  await expect(grid).not.toContainText(/more than \d+ runs/)
  const missing = grid.getByRole('button', { name: /Look into Ruby, missing:/ })
  await expect(missing).toContainText(/not started/)
  await missing.click()
  await expect(runs(page).locator('thead th').first()).toContainText('ruby --target missing')
})

test('the prompt takes the same command, completes it, and says what is wrong with the cure', async ({ page }) => {
  await openLab(page)
  await type(page, 'run rub')
  await page.keyboard.press('Tab')
  await page.keyboard.type('--sig')
  await page.keyboard.press('Tab')
  await page.keyboard.type('PIPE=ignored')
  await page.keyboard.press('Enter')
  await expect(screen(page)).toContainText(/Cure: one of ignore/)
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Enter')
  await expect(runs(page).locator('thead th').first()).toContainText('ruby --signal PIPE=ignore')
  await expect(command(page)).toContainText('run ruby --signal PIPE=ignore')
  // The prompt comes back after the run's last line.
  await expect(screen(page)).toContainText(/exited with 0 \+\+\+\s*\$\s*$/)
  await type(page, 'help --hold')
  await page.keyboard.press('Enter')
  await expect(screen(page)).toContainText('proc(5)')
  await page.keyboard.press('Control+l')
  await expect(screen(page)).not.toContainText('proc(5)')
})

test('what is typed while a run goes on, and its completion, stands in the next line', async ({ page }) => {
  await openLab(page)
  await type(page, 'run vfork --hold before-exec=900')
  await page.keyboard.press('Enter')
  await expect(page.locator('.lab-bench')).toHaveAttribute('data-busy', 'true')
  await page.keyboard.type('help --ho')
  await page.keyboard.press('Tab')
  await expect(page.locator('.terminal textarea')).toBeFocused()
  await expect(screen(page)).toContainText(/exited with 0 \+\+\+\s*\$ help --hold/)
  await page.keyboard.press('Enter')
  await expect(screen(page)).toContainText('proc(5)')
})

test('Ctrl-C cancels a run at the prompt', async ({ page }) => {
  await openLab(page)
  await type(page, 'run vfork --hold before-exec=2000')
  await page.keyboard.press('Enter')
  await expect(page.locator('.lab-bench')).toHaveAttribute('data-busy', 'true')
  await page.keyboard.press('Control+c')
  await expect(runs(page)).toContainText('cancelled')
  await expect(page.locator('.lab-bench')).toHaveAttribute('data-busy', 'false')
})

test('a row of the terminal is a link: it moves the cursor, and the cursor lights its row', async ({ page }) => {
  await openLab(page)
  await run(page)
  const lit = page.locator('.terminal-lit')
  await expect(lit).toBeVisible()
  await page.getByRole('button', { name: 'First step' }).click()
  await expect(page.getByText(/Step 1 of/)).toBeVisible()
  const row = screen(page)
    .locator('> div')
    .filter({ hasText: /vfork\(/ })
    .last()
  await row.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  const box = await row.boundingBox()
  if (!box) throw new Error('the row is not drawn')
  await page.mouse.move(box.x + 100, box.y + box.height / 2)
  await page.mouse.move(box.x + 120, box.y + box.height / 2)
  await expect(page.locator('.terminal .xterm-cursor-pointer, .terminal.xterm-cursor-pointer')).toHaveCount(1)
  await page.mouse.click(box.x + 120, box.y + box.height / 2)
  await expect(page.getByText(/Step 1 of/)).toBeHidden()
})

test('Tab does not trap: an empty prompt lets it go', async ({ page }) => {
  await openLab(page)
  await type(page, '')
  await page.keyboard.press('Tab')
  await expect(page.locator('.terminal textarea')).not.toBeFocused()
})

for (const [name, settings] of Object.entries({
  light: { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  dark: { colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  phone: { colorScheme: 'light', viewport: { width: 390, height: 844 } },
} as const)) {
  test.describe(name, () => {
    test.use(settings)
    test(`axe finds nothing in the Lab, ${name}`, async ({ page }) => {
      await openLab(page, '?v=1&c=nim&send=USR1@child-start:child')
      await run(page)
      expect(await faults(page, { colours: name === 'dark' })).toEqual([])
      expect(await overflow(page)).toBeLessThanOrEqual(0)
    })
  })
}

test('what watching costs stands below the runs', async ({ page }) => {
  await page.goto('/#/lab?v=1&c=fork')
  const figure = page.locator('figure.observer')
  await expect(figure.getByRole('row')).not.toHaveCount(0)
  await expect(figure).toContainText('strace')
})
