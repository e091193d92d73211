/** The whole path: a real browser, the real server, the real helper. */
import { expect } from '@playwright/test'
import { faults } from './faults.ts'
import { open, overflow, runAll } from './open.ts'
import { test } from './watched.ts'

test('four languages spawn, live', async ({ page }) => {
  await open(page)
  await runAll(page)
  for (const title of ['Rust', 'Go', 'Ruby', 'Nim']) {
    const column = page.getByRole('region', { name: new RegExp(`^${title}`) })
    await expect(column).toBeVisible()
    await expect(column.locator('[data-seq]').first()).toBeAttached()
  }
  await expect(page.locator('[data-source="live"]')).toHaveCount(4)
  await expect(page.getByText(/clone3/).first()).toBeVisible()
})

test('hovering an event lights its step up, and the reverse', async ({ page }) => {
  await open(page)
  await runAll(page)
  const go = page.getByRole('region', { name: /^Go/ })
  const event = go.locator('[data-seq][data-step]').first()
  const step = await event.getAttribute('data-step')
  const code = go.locator(`[data-code-step="${step}"]`)
  await event.hover()
  await expect(code).toHaveAttribute('data-lit', 'true')
  await code.hover()
  await expect(event).toHaveAttribute('data-lit', 'true')
})

test('one after the other is a choice that says why, and this browser keeps it', async ({ page }) => {
  const asked: string[] = []
  const begun: string[] = []
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      const { kind, run } = JSON.parse(String(payload))
      if (kind === 'run') begun.push(run)
    })
    socket.on('framereceived', ({ payload }) => {
      const { kind, run } = JSON.parse(String(payload))
      // How many had been asked for when this one ended.
      if (kind === 'ended') asked.push(`${run}: ${begun.length}`)
    })
  })
  await page.goto('/#/compare?v=1&c=fork&c=vfork')
  await page.getByText('The parent, before it spawns').click()
  const choice = page.getByRole('group', { name: 'Several runs' })
  await expect(choice).toContainText('disturb each other')
  await expect(choice.getByRole('radio', { name: 'all at once' })).toBeChecked()
  await choice.getByRole('radio', { name: 'one after the other' }).click()
  await runAll(page)
  expect(asked).toEqual(['r1: 1', 'r2: 2'])
  await page.reload()
  await page.getByText('The parent, before it spawns').click()
  await expect(choice.getByRole('radio', { name: 'one after the other' })).toBeChecked()
  await choice.getByRole('radio', { name: 'all at once' }).click()
  await runAll(page)
  expect(asked.slice(2)).toEqual([expect.stringMatching(/: 4$/), expect.stringMatching(/: 4$/)])
})

test("SIGPIPE ignored: Nim's child keeps it, Rust's does not", async ({ page }) => {
  await open(page)
  await page.getByText('The parent, before it spawns').click()
  await page
    .getByRole('group', { name: /SIGPIPE/ })
    .getByRole('radio', { name: /ignore/i })
    .click()
  await runAll(page)
  const row = page.getByRole('table', { name: /passport of the child/i }).getByRole('row', { name: /SIGPIPE/ })
  await expect(row).toHaveAttribute('data-differs', 'true')
  await expect(row.locator('[data-strategy="nim"]')).toContainText(/ignored/i)
  await expect(row.locator('[data-strategy="rust"]')).toContainText(/default/i)
})

test('each run has a terminal with its strace lines, which follows the cursor', async ({ page }) => {
  await open(page)
  await runAll(page)
  const terminal = page.getByRole('region', { name: /Terminal: Rust/ })
  await terminal.scrollIntoViewIfNeeded()
  await expect(terminal).toContainText(/clone3\(/)
  await page.keyboard.press('End')
  await expect(terminal).toContainText(/execve\(|\+\+\+ exited with 0/)
  // By keys: its rows are walked, and the page's other keys still work.
  await terminal.getByRole('textbox').focus()
  const sentence = page.locator('.stepper-sentence')
  const count = page.locator('.stepper-count')
  await page.keyboard.press('Home')
  await expect(sentence).toContainText('asks for memory')
  await expect(terminal.locator('.terminal-lit')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(sentence).toContainText('blocks every signal')
  await page.keyboard.press('ArrowRight')
  await expect(sentence).toContainText('asks the kernel for a new process')
  await page.keyboard.press('ArrowUp')
  await expect(sentence).toContainText('blocks every signal')
  await page.keyboard.press('End')
  await expect(count).toHaveText(/^Step (\d+) of \1$/)
})

test('any strategy can be put in a column', async ({ page }) => {
  await open(page)
  await page
    .getByRole('combobox', { name: /column 1|strategy/i })
    .first()
    .selectOption('vfork')
  await runAll(page)
  await expect(page.getByText('vfork(', { exact: false }).first()).toBeVisible()
})

test('a column can be the real program, beside ours and under the same settings', async ({ page }) => {
  await open(page, '#/?v=1&c=ruby&c=real:ruby&inherit=PIPE=ignore')
  const real = page.getByRole('region', { name: /^Ruby .*\(real\)/ })
  await expect(real).toHaveAttribute('data-source', 'recorded')
  await expect(real.locator('[data-phase="create"] [data-seq]').first()).toBeAttached()
  await runAll(page)
  await expect(real).toHaveAttribute('data-source', 'live')
  await expect(real.locator('[data-phase="create"] [data-seq]').first()).toContainText(/vfork|clone/)
  await expect(real.getByText('no setting like this')).toHaveCount(0)
  await expect(real.locator('.outcome')).toHaveText('✓ started and reaped')
  const row = page.getByRole('table', { name: /passport of the child/i }).getByRole('row', { name: /SIGPIPE/ })
  await expect(row).toHaveAttribute('data-differs', 'false')

  // It is stored whole, and shown as the spawn alone again.
  await real.getByRole('button', { name: 'Keep this run' }).click()
  await expect(page).toHaveURL(/c=rec:/)
  await page.reload()
  await expect(
    page
      .getByRole('region', { name: /^Ruby .*\(real\)/ })
      .locator('[data-phase="child-setup"] [data-seq]')
      .first(),
  ).toBeAttached()
})

test('a real program without such a setting says so; a column is chosen from three groups', async ({ page }) => {
  await open(page, '#/?v=1&c=go&memory=16')
  const picker = page.getByRole('combobox', { name: /column 1/i })
  await expect(picker.locator('optgroup')).toHaveCount(3)
  await picker.selectOption('real:go')
  await expect(page.getByText('no setting like this')).toBeVisible()
  await page.getByRole('combobox', { name: /setting of the real go/i }).selectOption('missing')
  await expect(page).toHaveURL(/c=real:go\/missing/)
  await expect(page.getByText('no setting like this')).toHaveCount(0)
  await runAll(page)
  await expect(page.getByRole('region', { name: /\(real\).*missing/ }).locator('.outcome')).toContainText('ENOENT')
})

test('a switch of its own leads to another mechanism', async ({ page }) => {
  await open(page, '#/?v=1&c=nim')
  await page.getByText('Its own switches').click()
  await page.getByRole('checkbox', { name: /use_fork/ }).check()
  await runAll(page)
  await expect(page.getByRole('checkbox', { name: /use_fork/ })).toBeChecked()
  await expect(page.locator('.chip[data-tone="mechanism"]')).toHaveText('fork')
})

test('the page speaks Japanese', async ({ page }) => {
  await open(page)
  await page.getByRole('radio', { name: '日本語' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja')
  await expect(page.getByRole('button', { name: 'すべて実行' })).toBeVisible()
})

test('where the server cannot run, the page says why and shows recorded runs', async ({ page }) => {
  await page.routeWebSocket('**/live', (socket) => {
    const refusal = { code: 'live_unavailable', message: 'ptrace is refused here', cure: 'set kernel.yama.ptrace_scope to 1', field: '' }
    socket.send(JSON.stringify({ kind: 'welcome', version: 1, refusal }))
  })
  await page.goto('/')
  await expect(page.getByRole('alert')).toContainText('ptrace is refused here')
  await expect(page.getByRole('alert')).toContainText('kernel.yama.ptrace_scope')
  await expect(page.locator('[data-source="recorded"]')).toHaveCount(4)
  await expect(page.locator('[data-seq]').first()).toBeAttached()
  await page.getByRole('radio', { name: '日本語' }).click()
  await expect(page.getByRole('alert')).toContainText('このマシンでは今、実行できません')
  await expect(page.getByRole('alert')).toContainText('ptrace is refused here')
})

// Every theme, with everything unfolded, is a11y.spec.ts; here it is four live runs, wide and narrow: narrow with axe.
for (const [name, settings] of Object.entries({
  light: { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  phone: { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
} as const)) {
  test.describe(name, () => {
    test.use(settings)
    test(`four live runs, photographed: the ${name} page`, async ({ page }) => {
      await open(page)
      await runAll(page)
      if (name === 'phone') expect(await faults(page)).toEqual([])
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      // To the moment at which the parent sleeps.
      for (let n = 0; n < 2; n += 1) await page.keyboard.press('m')
      await expect(page.locator('.moments [aria-current="step"]').first()).toContainText('asleep')
      await page.evaluate(() => window.scrollTo(0, 0))
      await page.screenshot({ path: `test-results/compare-${name}.png` })
      // npm run screenshot: the picture in the README is made by this very run.
      if (name === 'light' && process.env.SPAWNSCOPE_SCREENSHOT === '1') await page.screenshot({ path: 'docs/images/home.png' })
    })
  })
}
