/** The pages that teach: real server, real helper, real browser. */
import { expect, type Page } from '@playwright/test'
import { faults as axeFaults } from './faults.ts'
import { measureLess } from './measureLess.ts'
import { overflow } from './open.ts'
import { test } from './watched.ts'

async function open(page: Page, hash: string, { theme = 'light', language = 'en' } = {}): Promise<void> {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  await page.addInitScript(
    ([theme, language]) => {
      localStorage.setItem('theme', theme ?? '')
      localStorage.setItem('language', language ?? '')
    },
    [theme, language],
  )
  await page.goto(`/${hash}`)
  await expect(page.locator('h1').first()).toBeVisible()
  expect(problems).toEqual([])
}

const faults = (page: Page) => axeFaults(page, { tags: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })

test('a claim is run, judged, and its evidence opens in place', async ({ page }) => {
  await open(page, '#/claims/go-separate-stack')
  const claim = page.locator('[data-claim="go-separate-stack"]')
  await expect(claim.locator('.verdict')).toContainText('Never held')
  await claim.getByRole('button', { name: 'Run all of them' }).click()
  // Three runs of ours, and the real Go.
  await expect(claim.locator('[data-agrees="true"]')).toHaveCount(4)
  const real = claim.locator('[data-real="true"]')
  await expect(real).toContainText(/Go \d+\.\d+.* \(real\)/)
  await real.locator('[data-evidence]').first().click()
  await expect(claim.getByRole('link', { name: 'See it beside ours' })).toBeVisible()
  await expect(claim.locator('[data-found="true"]')).toHaveCount(1)
  const evidence = claim.locator('[data-evidence]').first()
  await evidence.click()
  await expect(claim.locator(`[data-evidence-at="${await evidence.getAttribute('data-evidence')}"]`)).toBeVisible()
  await expect(claim.locator('.stepper-sentence')).toContainText('stack')
  expect(await faults(page)).toEqual([])
})

test('claims are filtered by verdict, and name every section of the article', async ({ page }) => {
  await open(page, '#/claims')
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(14)
  await page.getByRole('radio', { name: /^Held then/ }).click()
  for (const verdict of await page.locator('.claim .verdict').allTextContents()) expect(verdict).toContain('Held then')
})

test('the source of an installed toolchain is shown as it stands on this machine', async ({ page }) => {
  await open(page, '#/claims/go-flags')
  await page.getByRole('button', { name: /lines of the Go installed/ }).click()
  await expect(page.locator('.source-lines pre')).toContainText('CLONE_VFORK | CLONE_VM')
})

test('a lesson: Run is locked until there is a prediction; then both stand side by side', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await open(page, '#/lessons/whose-stack', { theme: 'projector' })
  await page.getByRole('navigation', { name: 'Steps of this lesson' }).getByRole('button', { name: 'Run' }).click()
  const run = page.locator('.lesson-run').getByRole('button', { name: 'Run', exact: true })
  await expect(run).toBeDisabled()
  await page.locator('.lesson-run').getByRole('button', { name: 'Predict' }).click()
  await page.getByRole('radio', { name: /new stack that the kernel makes/ }).check()
  await page.getByRole('textbox').fill('clone is asked for one')
  await page.getByRole('button', { name: 'Lock in my answer' }).click()
  await expect(page.locator('.predict-option input').first()).toBeDisabled()
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await run.click()
  await expect(page.locator('.run-figures .panel')).toHaveCount(2)
  // Both figures are on the slide, whole, on a projector too.
  expect(await page.locator('.lesson-screen').evaluate((screen) => screen.scrollHeight - screen.clientHeight)).toBeLessThanOrEqual(0)
  await page.locator('.lesson-foot').getByRole('button', { name: 'Next', exact: true }).click()
  // Before it is told: what did you see?
  await expect(page.getByRole('region', { name: 'What happened' })).toHaveCount(0)
  await page.getByRole('radio', { name: /new stack that the kernel makes/ }).check()
  await page.getByRole('button', { name: 'That is what I saw' }).click()
  await expect(page.getByRole('region', { name: 'You saw' })).toContainText('something else')
  await expect(page.getByRole('region', { name: 'You predicted' })).toContainText('Not so.')
  await expect(page.getByRole('region', { name: 'You predicted' })).toContainText('clone is asked for one')
  await expect(page.getByRole('region', { name: 'What happened' })).toContainText("On the parent's own stack.")
  await expect(page.getByRole('region', { name: 'What happened' })).toContainText('decided by your run')
  expect(await faults(page)).toEqual([])

  // Switching the language keeps place and answer.
  await page.getByRole('radio', { name: '日本語' }).click()
  await expect(page.getByRole('region', { name: 'あなたの予想' })).toContainText('そうではありません。')
  await expect(page.getByRole('region', { name: '実際の結果' })).toContainText('あなたの実行で確かめた結果')
  await page.locator('.lesson-foot').getByRole('button', { name: '次へ' }).click()
  await page.getByRole('button', { name: 'fork の後で戻る', exact: true }).click()
  await expect(page.locator('.tries [data-reached="false"]')).toHaveCount(1)
  await page.getByRole('button', { name: 'vfork の後で戻る', exact: true }).click()
  await expect(page.locator('.tries [data-reached="true"]')).toHaveCount(1)
  await page.getByRole('link', { name: 'レッスン一覧' }).click()
  await expect(page.locator('.lesson-card[data-done="true"]')).toHaveCount(1)
})

test('a prediction can be skipped, and is remembered in this browser', async ({ page }) => {
  await open(page, '#/lessons/nim/2')
  await page.getByRole('button', { name: 'Skip the prediction' }).click()
  await page.reload()
  await expect(page.getByText('You skipped the prediction.')).toBeVisible()
  await page.getByRole('button', { name: 'Forget my answer' }).click()
  await expect(page.locator('.predict-option input').first()).toBeEnabled()
})

test('a lesson asks for the curve, measures it, and remembers the guess; each of its screens fits', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await open(page, '#/lessons/what-fork-costs/5')
  const fork = page.locator('.curve-guess input[type=range]').first()
  await fork.focus()
  await page.keyboard.press('ArrowRight')
  const said = (await fork.getAttribute('aria-valuetext')) ?? ''
  await page.getByRole('button', { name: 'Lock in my answer' }).click()
  await expect(fork).toBeDisabled()
  await measureLess(page)
  await page.getByRole('button', { name: 'Show what was recorded' }).click()
  await expect(page.getByRole('region', { name: 'You predicted' })).toContainText(said)
  await expect(page.getByRole('region', { name: 'What happened' })).toContainText('recorded with the project')
  await page.getByRole('button', { name: 'Measure here' }).click()
  // A machine with little memory leaves 1 GB out, and says so.
  await expect(page.locator('.curve-guess').getByText(/measured here, just now|does not fit into the memory/)).toBeVisible()
  expect(await faults(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)).toBeLessThanOrEqual(0)
  await page.reload()
  await expect(page.getByRole('button', { name: 'Forget my answer' })).toBeVisible()
  await expect(page.locator('.curve-guess input[type=range]').first()).toHaveAttribute('aria-valuetext', said)
})

test('the longest explanations fit a projector, in both languages, answered and seen', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  const answers = {
    rust: [0, 2],
    go: [2, 1],
    locks: [1, 2],
    'set-uid': [0, 1],
    'lazy-binding': [0, 2],
    'the-runtime-lock': [0, 2],
    'a-stopped-child': [0, 1],
    'our-own-server': [0, 2],
    nohup: [0, 2],
    'background-job': [1, 2],
    'ctrl-c': [2, 0],
  }
  await page.addInitScript((answers) => {
    const of = (at: number) => Object.fromEntries(Object.entries(answers).map(([slug, choices]) => [slug, { choice: choices[at], reason: '', words: '' }]))
    localStorage.setItem('lessons', JSON.stringify({ predictions: of(0), seen: of(1) }))
  }, answers)
  await open(page, '#/lessons', { theme: 'projector' })
  for (const [language, lang] of Object.entries({ English: 'en', 日本語: 'ja' })) {
    await page.getByRole('radio', { name: language, exact: true }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', lang)
    for (const slug of Object.keys(answers)) {
      await page.evaluate((hash) => {
        location.hash = hash
      }, `#/lessons/${slug}/4`)
      await expect(page.locator(`[data-lesson="${slug}"] .outcome-columns > section`)).toHaveCount(4)
      const over = await page
        .locator('.lesson-screen')
        .evaluate((screen) => [screen.scrollWidth - screen.clientWidth, screen.scrollHeight - screen.clientHeight])
      expect(over, `${slug} in ${language}`).toEqual([0, 0])
    }
  }
})

test('a step of the code says where upstream does the same', async ({ page }) => {
  await open(page, '#/?v=1&c=go')
  await page.locator('[data-code-step="clone"] .step-upstream summary').first().click()
  await expect(page.locator('[data-code-step="clone"] .sources a').first()).toHaveAttribute('href', /github\.com\/golang\/go\/blob\/go/)
  await page
    .getByRole('button', { name: /lines of the Go installed/ })
    .first()
    .click()
  await expect(page.locator('.source-lines pre')).toContainText('CLONE_VFORK')
})

test('a claim that is not run says why', async ({ page }) => {
  await open(page, '#/claims/go-amd64-only')
  await expect(page.locator('.claim-unrun')).toContainText('another architecture')
})

test('an incident is reproduced by one click', async ({ page }) => {
  await open(page, '#/incidents')
  const incident = page.locator('[data-incident="nim-sigpipe"]')
  await incident.getByRole('button', { name: 'Run' }).click()
  await expect(incident.locator('[data-shown="true"]')).toBeVisible()
  await expect(incident.getByRole('link', { name: 'Open in the Lab' })).toHaveAttribute('href', /#\/lab\?v=1&c=nim/)
  expect(await faults(page)).toEqual([])
})

for (const [hash, theme, language] of [
  ['#/lessons', 'light', 'ja'],
  ['#/lessons/rust/2', 'dark', 'en'],
  ['#/claims/nim-is-it-safe', 'dark', 'ja'],
  ['#/glossary/pending', 'projector', 'ja'],
  ['#/incidents', 'projector', 'en'],
] as const)
  test(`${hash} in ${theme}, ${language}: no fault that axe finds, and it fits a phone`, async ({ page }) => {
    await open(page, hash, { theme, language })
    expect(await faults(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await overflow(page)).toBe(0)
  })

test('without a server the recorded runs are played, and said to be such', async ({ page }) => {
  await page.route('**/api/**', (route) => route.abort())
  await open(page, '#/claims/ruby-against-setuid')
  await expect(page.getByText('recorded with the project').first()).toBeVisible()
  const claim = page.locator('[data-claim="ruby-against-setuid"]')
  await claim.getByRole('button', { name: 'Run all of them' }).click()
  await expect(claim.locator('[data-agrees="true"]')).toHaveCount(2)
  await expect(claim.locator('.findings').first()).toBeVisible()
})
