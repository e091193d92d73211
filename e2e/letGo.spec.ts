/** A child that is held until somebody lets it go, as a teacher shows it to a room. */
import { expect, type Page } from '@playwright/test'
import { faults } from './faults.ts'
import { overflow } from './open.ts'
import { test } from './watched.ts'

/** As the first page links to it. */
const READY = '/#/lab?v=1&c=vfork&signal=INT=handle&hold=child-start=wait'

const panel = (page: Page) => page.getByRole('region', { name: 'A child waiting to be released' })
const letter = (page: Page) => panel(page).locator('.let-go-letter')
const fates = (page: Page) => panel(page).getByRole('list', { name: 'What became of each signal' })

async function freeze(page: Page, link = READY): Promise<void> {
  await page.goto(link)
  await page.getByRole('button', { name: /^Freeze it:/ }).click()
  await expect(letter(page)).toContainText('D')
}

test('one press on a ready link: the parent stands in D, large, with the seconds left and the buttons, on a projector’s screen', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.addInitScript(() => localStorage.setItem('theme', 'projector'))
  await page.goto(READY)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(letter(page)).toContainText('D')
  await expect(panel(page)).toContainText('disk sleep')
  await expect(panel(page).getByRole('timer')).toHaveText(/^\d+ s left$/)
  for (const part of [letter(page), panel(page).getByRole('button', { name: /Release/ }), panel(page).getByRole('button', { name: 'SIGKILL' })])
    await expect(part).toBeInViewport({ ratio: 1 })
  const size = await letter(page)
    .locator('span')
    .first()
    .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize))
  expect(size).toBeGreaterThan(100)
  expect(await overflow(page)).toBe(0)
  expect(await faults(page)).toEqual([])
  await panel(page)
    .getByRole('button', { name: /Release/ })
    .click()
  await expect(panel(page)).toContainText('Released by hand')
})

test('a signal waits while the parent sleeps, and its handler runs in the parent after the release', async ({ page }) => {
  await freeze(page)
  await panel(page).getByRole('button', { name: 'SIGINT' }).click()
  await expect(fates(page)).toHaveText(/SIGINT to the parent: pending/)
  await page.getByRole('heading', { name: 'Lab', exact: true }).click()
  await page.keyboard.press('l')
  await expect(panel(page)).toContainText('Released by hand')
  await expect(fates(page)).toHaveText(/SIGINT to the parent: the handler ran in the parent: its counter is 1/)
  await expect(page.locator('.lab-bench')).toHaveAttribute('data-busy', 'false')
})

test('without its care the child runs the handler on the parent’s memory; with a fork of its own nothing is shared', async ({ page }) => {
  await freeze(page)
  await panel(page).getByRole('radio', { name: 'the child' }).click()
  await panel(page).getByRole('button', { name: 'SIGINT' }).click()
  await expect(fates(page)).toHaveText(/SIGINT to the child: pending/)
  await panel(page)
    .getByRole('button', { name: /Release/ })
    .click()
  await expect(fates(page)).toHaveText(/the handler ran in the child, in the parent’s memory/)
  await panel(page).getByRole('checkbox', { name: 'resets handlers' }).check()
  await panel(page).getByRole('button', { name: 'Freeze it again' }).click()
  await expect(panel(page).getByRole('button', { name: /Release/ })).toBeVisible()
  await expect(page.locator('.lab-command code')).toContainText('--set reset_dispositions=on')
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(page.locator('.lab-bench')).toHaveAttribute('data-busy', 'false')
})

test('SIGKILL to the parent is the end of it, and the child stands alone until it is let go', async ({ page }) => {
  await freeze(page)
  await panel(page).getByRole('button', { name: 'SIGKILL' }).click()
  await expect(panel(page)).toContainText('The parent has ended')
  await expect(panel(page).getByRole('button', { name: 'SIGINT' })).toBeDisabled()
  await panel(page)
    .getByRole('button', { name: /Release/ })
    .click()
  await expect(page.locator('.lab-bench')).toHaveAttribute('data-busy', 'false')
})

test('leaving the page ends the run; the stored run of a held child plays for anybody', async ({ page, context }) => {
  await freeze(page)
  await panel(page)
    .getByRole('button', { name: /Release/ })
    .click()
  await expect(page).toHaveURL(/c=rec:/)
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(panel(other)).toContainText('The child was held')
  await expect(panel(other).getByRole('button', { name: /Release/ })).toHaveCount(0)
  await freeze(page)
  await page.goto('about:blank')
  await expect.poll(async () => (await page.request.get('/metrics')).text()).toMatch(/^spawnscope_runs_total\{how="cancelled"\} [1-9]/m)
})

test('the settings offer it at each moment, and the link has it', async ({ page }) => {
  await page.goto('/#/lab?v=1&c=ruby')
  await page.getByRole('checkbox', { name: 'Hold right before exec, until I let go' }).check()
  await expect(page.locator('.lab-command code')).toContainText('--hold before-exec=wait')
  await expect(page).toHaveURL(/hold=before-exec=wait/)
  await page.reload()
  await expect(page.getByRole('checkbox', { name: 'Hold right before exec, until I let go' })).toBeChecked()
})
