/** A log of one's own: read in a worker, every start of it can be chosen, and the figure is always of the file that is named. */
import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { faults } from './faults.ts'
import { buildSite, hostSite } from './plainFiles.ts'
import { test } from './watched.ts'

const STARTS = 60
const LONG = 40_000

/** A shell starts programs, each by vfork, and one by fork. */
function logOf(starts: number): string {
  const lines = ['40    1800000000.000000 execve("/bin/sh", ["sh"], 0x7ffe0 /* 9 vars */) = 0']
  for (let n = 0; n < starts; n += 1) {
    const pid = 100 + n
    const at = (step: number): string => (1_800_000_001 + n + step / 10).toFixed(6)
    lines.push(`40    ${at(0)} ${n === 7 ? 'fork' : 'vfork'}() = ${pid}`, `${pid}   ${at(1)} execve("/bin/program-${n}", ["p"], 0x7ffe0 /* 9 vars */) = 0`)
    lines.push(`${pid}   ${at(2)} exit_group(0) = ?`, `${pid}   ${at(3)} +++ exited with 0 +++`, `40    ${at(4)} wait4(-1, NULL, 0, NULL) = ${pid}`)
  }
  return `${lines.join('\n')}\n`
}

async function choose(page: Page, name: string, text: string): Promise<void> {
  await page.getByLabel(/Choose a file|ファイルを選ぶ/).setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
}

/** The heading of the figure and what is exported: both name the file, or neither is there. */
const figureOf = (page: Page, name: RegExp) => page.getByRole('region', { name }).getByRole('heading', { level: 2 })

test('every start of a log can be found, chosen by keyboard, and taken along alone or with the whole log', async ({ page }) => {
  await page.goto('/#/own')
  await choose(page, 'many.log', logOf(STARTS))
  await expect(page.getByText(`${STARTS} starts`)).toBeVisible()
  await expect(figureOf(page, /^many\.log: \/bin\/program-0 \(100\)$/)).toBeVisible()
  await expect(page.getByText(`1 to 20 of ${STARTS}`)).toBeVisible()
  await page.getByRole('button', { name: 'Later starts' }).press('Enter')
  await page.getByRole('button', { name: '/bin/program-25 (125)' }).press('Enter')
  await expect(figureOf(page, /program-25 \(125\)$/)).toBeVisible()
  await page.getByRole('searchbox', { name: /Search/ }).fill('fork 107')
  await page.getByRole('button', { name: '/bin/program-7 (107)' }).click()
  await expect(figureOf(page, /program-7 \(107\)$/)).toBeVisible()
  await expect(page.getByRole('row', { name: /program-7/ })).toContainText('memory copied')

  const [one] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'strace text', exact: true }).click()])
  expect(one.suggestedFilename()).toBe('spawnscope-imported-107.strace')
  expect(readFileSync(await one.path(), 'utf8').match(/execve/g)).toHaveLength(1)
  await page.getByRole('radio', { name: /the whole log/ }).check()
  const [all] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'strace text', exact: true }).click()])
  expect(all.suggestedFilename()).toBe('spawnscope-imported-all.strace')
  expect(readFileSync(await all.path(), 'utf8').match(/execve/g)).toHaveLength(STARTS + 1)
  expect(await faults(page)).toEqual([])
})

test('what a log does not say is said, in both languages', async ({ page }) => {
  await page.goto('/#/own')
  await choose(page, 'r.log', '40         0.000000 clone3(0x7ffe0, 0x58) = 0x29\n41         0.500000 +++ exited with 0 +++\nhello\n')
  const notes = page.locator('.log-notes')
  await expect(notes).toContainText('Its times are differences')
  await expect(notes).toContainText('Line 1: The flags of the call are not in the log')
  await expect(page.locator('.import-errors')).toContainText('line 3: this is no line of strace')
  await page.getByRole('radio', { name: '日本語' }).click()
  await expect(notes).toContainText('1 行目：呼び出しのフラグがログにない')
  await expect(page.locator('.import-errors')).toContainText('3 行目')
  expect(await faults(page, { within: ['.import-log'] })).toEqual([])
})

test('nothing of one file stands under the name of another', async ({ page }) => {
  await page.goto('/#/own')
  await choose(page, 'first.log', logOf(2))
  await expect(figureOf(page, /^first\.log/)).toBeVisible()
  await choose(page, 'nothing.log', 'no call at all\n')
  await expect(page.getByText('nothing.log: no call of strace was found in it.')).toBeVisible()
  await expect(page.getByText('first.log')).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Take this run with you' })).toHaveCount(0)
  // A long file is put away, as a rule before it is read.
  await choose(page, 'long.log', logOf(LONG))
  await page.getByRole('button', { name: /^(Cancel|Put this log away)$/ }).click()
  await expect(page.getByText('long.log')).toHaveCount(0)
  await expect(page.getByText('nothing.log')).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Take this run with you' })).toHaveCount(0)
})

test('a log of hundreds of thousands of lines is read while the page draws on', async ({ page }) => {
  await page.goto('/#/own')
  // What the page says meanwhile, and in how many frames it could draw.
  await page
    .locator('.import-log [role="status"]')
    .first()
    .evaluate((status) => {
      const seen = { texts: [] as string[], frames: 0 }
      Object.assign(window, { seen })
      new MutationObserver(() => seen.texts.push(status.textContent ?? '')).observe(status, { characterData: true, childList: true, subtree: true })
      const frame = (): void => {
        if (/^Reading/.test(seen.texts.at(-1) ?? '')) seen.frames += 1
        requestAnimationFrame(frame)
      }
      frame()
    })
  await choose(page, 'long.log', logOf(LONG))
  await expect(page.getByText(`${LONG.toLocaleString('en')} starts`)).toBeVisible()
  await expect(figureOf(page, /^long\.log/)).toBeVisible()
  const { texts, frames } = await page.evaluate(() => (window as unknown as { seen: { texts: string[]; frames: number } }).seen)
  const shares = texts.flatMap((text) => /^Reading long\.log: (\d+) %$/.exec(text)?.[1] ?? []).map(Number)
  expect(shares.length).toBeGreaterThan(2)
  expect(shares).toEqual(shares.toSorted((one, other) => one - other))
  expect(frames).toBeGreaterThan(shares.length / 2)
})

test('a site of plain files reads logs, too', async ({ page }) => {
  const host = await hostSite(buildSite())
  await page.goto(`${host.url}#/own`)
  await choose(page, 'few.log', logOf(3))
  await expect(page.getByText('3 starts')).toBeVisible()
  host.close()
})
