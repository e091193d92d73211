/** The site of plain files: in a folder of a host that knows nothing but files, and without any network once loaded. */
import { rmSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { homeOf, PAGES } from '../client/shell/pages.ts'
import { faults } from './faults.ts'
import { overflow } from './open.ts'
import { buildSite, FOLDER, type Host, hostSite } from './plainFiles.ts'
import { test } from './watched.ts'

let folder: string
let host: Host

test.beforeAll(async () => {
  folder = buildSite()
  host = await hostSite(folder)
})
test.afterAll(() => {
  host.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Fails where a page asks for anything outside its folder, or for what is not there. */
const visit = test.extend<{ astray: string[] }>({
  astray: [
    async ({ context }, use) => {
      const astray: string[] = []
      context.on('request', (request) => {
        const { protocol, hostname, pathname } = new URL(request.url())
        if (protocol.startsWith('http') && !(hostname === 'localhost' && pathname.startsWith(FOLDER))) astray.push(`outside: ${request.url()}`)
      })
      context.on('response', (response) => {
        if (response.status() >= 400) astray.push(`${response.status()}: ${response.url()}`)
      })
      context.on('weberror', (error) => astray.push(error.error().message))
      await use(astray)
      expect(astray).toEqual([])
    },
    { auto: true },
  ],
})

const badge = (page: Page) => page.locator('.site-badge')

visit('Your program shows each template, and the run that is recorded of it', async ({ page }) => {
  await page.goto(`${host.url}#/own`)
  await expect(page.getByText('Programs cannot be written here.')).toContainText('no server that could compile')
  await page.getByRole('button', { name: 'Show its recorded run' }).click()
  await expect(page.getByText('A recorded run of this program.')).toBeVisible()
  await expect(page.getByRole('button', { name: /^line 15: \d+ system calls$/ })).toBeVisible()
  await page.getByRole('radio', { name: 'Python' }).click()
  await expect(page.locator('.cm-content')).toContainText('import')
  await expect(page.locator('.stepper-count')).toHaveCount(0)
  await page.locator('.cm-content').click()
  await page.keyboard.insertText('nobody writes here')
  await expect(page.locator('.cm-content')).not.toContainText('nobody')
  await page.getByRole('button', { name: 'Show its recorded run' }).click()
  await expect(page.getByRole('heading', { level: 2, name: /^\S*echo \(\d+\)$/ })).toBeVisible()
  await page.getByRole('combobox', { name: 'Begin with' }).selectOption({ label: 'Mistake: nobody waits (zombies)' })
  await expect(page.locator('.cm-content')).toContainText('fork')
  await page.getByRole('button', { name: 'Show its recorded run' }).click()
  await expect(page.locator('.stepper-count').first()).toBeVisible()
})

visit('every page opens, and says that its runs were recorded, in both languages', async ({ page }) => {
  const recordings: string[] = []
  page.on('request', (request) => {
    if (page.url().endsWith('#/check') && request.url().includes('.ndjson')) recordings.push(request.url())
  })
  for (const [hash, seen] of [
    ['#/', '.stepper-buttons button:nth-child(3):enabled'],
    ['#/lessons', '.lesson-card'],
    ['#/lessons/rust/2', 'h1'],
    ['#/incidents', '.incidents > li'],
    ['#/glossary/pending', 'h1'],
    ['#/real', '.stepper-buttons button:nth-child(3):enabled'],
    ['#/cost', '.cost-chart'],
    ['#/check', '.check-items > li'],
  ] as const) {
    await page.goto(`${host.url}${hash}`)
    await expect(page.locator(seen).first()).toBeVisible()
    await expect(badge(page)).toContainText('This copy has no server')
  }
  for (const one of PAGES.filter(({ bare }) => !bare)) {
    await page.goto(`${host.url}#${homeOf(one)}`)
    await expect(page.locator('main#main')).toBeVisible()
    await expect(badge(page)).toContainText('This copy has no server')
  }
  await page.goto(`${host.url}#/check`)
  // What ran where the recordings were made: kernel and libc, the real programs, the measurement.
  await expect(page.getByRole('main')).toContainText(/\d+ runs: Linux \d.*glibc/)
  await expect(page.getByRole('main')).toContainText(/Ruby \d.*Linux/)
  // Counted when the site was built.
  expect(recordings).toEqual([])
  expect(await faults(page, { within: ['.site-badge', 'main'] })).toEqual([])
  await page.getByRole('radio', { name: '日本語' }).click()
  await expect(badge(page)).toContainText('このコピーにはサーバーがなく')
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await overflow(page)).toBe(0)
})

visit('links mean what they mean on a server: editions, settings, a frame', async ({ page }) => {
  await page.goto(`${host.url}#/?v=1&c=rust@1.34&c=ruby@article&c=nim@1.6;use_fork=on`)
  const columns = page.locator('.column')
  for (const [at, edition] of [/--edition 1\.34/, /--edition 2\.4/, /--set use_fork=on/].entries())
    await expect(columns.nth(at).locator('.command')).toContainText(edition)
  await expect(columns.locator('.provenance').nth(2)).toContainText('shortened')
  await expect(columns.locator('.provenance').first()).not.toContainText('shortened')
  await expect(page.getByText('The settings have changed since')).toHaveCount(0)

  await page.goto(`${host.url}embed.html#/embed?v=1&c=go`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Go')
  await expect(badge(page)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Open in Spawnscope' })).toHaveAttribute('href', new RegExp(`^${host.url}#/`))
})

visit('what was not recorded is refused with its cure, and the nearest recordings are offered', async ({ page }) => {
  await page.goto(`${host.url}#/?v=1&c=rust&c=go&block=USR1`)
  await page.getByRole('button', { name: 'Play the recordings' }).click()
  // Go was recorded with it, Rust's newest edition too: both play.
  await expect(page.locator('main[data-runs="ended"]')).toBeVisible()
  await expect(page.locator('.nearest-runs')).toHaveCount(0)
  await page.goto(`${host.url}#/?v=1&c=rust&c=go&threads=3`)
  await page.getByRole('button', { name: 'Play the recordings' }).click()
  await expect(page.locator('.nearest-runs')).toHaveCount(2)
  await expect(page.locator('.nearest-runs').first()).toContainText('npx spawnscope run rust --threads 3')
  expect(await faults(page, { within: ['.nearest-runs'] })).toEqual([])
  await page.locator('.nearest-runs').first().getByRole('link').first().click()
  await expect(page.locator('.lab-runs')).toContainText('○ recorded')
  await expect(page.locator('.stepper-buttons button:nth-child(3)')).toBeEnabled()
})

visit('the prompt plays what was recorded, and refuses the rest in words', async ({ page }) => {
  await page.goto(`${host.url}#/lab?v=1&c=rust@article&block=TSTP`)
  await expect(page.locator('.lab-runs')).toContainText('○ recorded, shortened')
  await page.locator('.xterm-helper-textarea').focus()
  await page.keyboard.type('run go --block HUP,INT\n')
  await expect(page.locator('.xterm-rows')).toContainText('not_recorded')
  await expect(page.locator('.xterm-rows')).toContainText('npx spawnscope run go --block HUP,INT')
  const nearest = page.getByRole('region', { name: 'Not recorded: go --block HUP,INT' })
  await nearest.getByRole('button', { name: 'go --block USR1' }).click()
  await expect(page.locator('.lab-command code')).toHaveText('spawnscope run go --block USR1')
  await expect(nearest).toHaveCount(0)
  await expect(page.locator('.xterm-rows')).toContainText('rt_sigprocmask')
})

visit('a lesson is predicted and played, a claim is judged', async ({ page }) => {
  await page.goto(`${host.url}#/lessons/whose-stack/2`)
  await page.getByRole('radio', { name: /new stack that the kernel makes/ }).check()
  await page.getByRole('button', { name: 'Lock in my answer' }).click()
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await page.locator('.lesson-run').getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.locator('.run-figures .panel')).toHaveCount(2)
  await page.locator('.lesson-foot').getByRole('button', { name: 'Next', exact: true }).click()
  await page.getByRole('radio', { name: /own stack/ }).check()
  await page.getByRole('button', { name: 'That is what I saw' }).click()
  await expect(page.getByRole('region', { name: 'What happened' })).toContainText('decided by the recorded run')

  await page.goto(`${host.url}#/claims/go-separate-stack`)
  const claim = page.locator('[data-claim="go-separate-stack"]')
  await claim.getByRole('button', { name: 'Run all of them' }).click()
  await expect(claim.locator('[data-agrees="true"]')).toHaveCount(4)
  await expect(claim.locator('[data-agrees="true"]').first()).toContainText('In the recording')
})

visit('once loaded it needs no network, for what was never opened neither', async ({ page, context }) => {
  const own = await hostSite(folder)
  await page.goto(`${own.url}#/`)
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (!navigator.serviceWorker.controller)
      await new Promise((controlled) => navigator.serviceWorker.addEventListener('controllerchange', controlled, { once: true }))
  })
  own.close()
  await context.setOffline(true)
  await page.reload()
  await expect(page.locator('.stepper-buttons button:nth-child(3)')).toBeEnabled()
  await page.goto(`${own.url}#/lab?v=1&c=nim@1.6`)
  await expect(page.locator('.lab-runs')).toContainText('nim --edition 1.6')
  await expect(page.locator('.xterm-rows')).toContainText('wait4')
  await page.goto(`${own.url}#/incidents`)
  await page.locator('[data-incident="nim-sigpipe"]').getByRole('button', { name: 'Run' }).click()
  await expect(page.locator('[data-incident="nim-sigpipe"] [data-shown="true"]')).toBeVisible()
  await page.goto(`${own.url}#/check`)
  await expect(page.getByRole('main')).toContainText('it opens without a network')
  await page.goto(`${own.url}embed.html#/embed?v=1&c=fork&lang=ja`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('fork')
})

visit('a second window follows on a site without a server: a projector beside the notes', async ({ page, context }) => {
  await page.goto(`${host.url}#/class/fork-in-slow-motion`)
  await page.getByRole('link', { name: 'Lead a second window' }).click()
  await expect(page.locator('.console-notes')).toBeVisible()
  const opening = context.waitForEvent('page')
  await page.getByRole('link', { name: 'Open the projector window' }).click()
  const wall = await opening
  await expect(page.getByText('The projector window follows.')).toBeVisible()
  await page.locator('body').press('ArrowRight')
  await expect(wall.locator('main[data-lesson="fork-in-slow-motion"][data-step="look"]')).toBeVisible()
  await page.locator('body').press('q')
  await expect(wall.locator('.wall-question .seat-option')).toHaveCount(3)
  await page.locator('body').press(' ')
  await expect(page.locator('main.console')).toHaveAttribute('data-phase', 'closed')
  await page.locator('body').press('a')
  await expect(wall.locator('.seat-option[data-right="true"]')).toHaveCount(1)
  await page.locator('body').press('r')
  await expect(wall.locator('main[data-step="run"] .stepper-buttons').first()).toBeVisible()
  // A reload of either window goes on where the class is.
  await wall.reload()
  await expect(wall.locator('main[data-step="run"]')).toBeVisible()
  await page.reload()
  await expect(page.locator('.console-steps button[aria-current="step"]')).toBeVisible()
  await page.locator('body').press('ArrowRight')
  await expect(wall.locator('main[data-step="explain"]')).toBeVisible()
})
