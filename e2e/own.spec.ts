/** Your program: a trace of a shell is at its link, a file dropped on any page opens there, and a long one is read. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import { faults } from './faults.ts'
import { test } from './watched.ts'

const HELPER = path.resolve(import.meta.dirname, '../native/build/spawnscope')

/** The trace of a command, as `spawnscope show` makes it. */
function traceOf(...argv: string[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'spawnscope-own-'))
  try {
    const file = path.join(folder, 'trace.ndjson')
    execFileSync(HELPER, ['trace', '--format=ndjson', `--output=${file}`, '--max-events=1000000', '--timeout=600000', '--', ...argv])
    return readFileSync(file, 'utf8')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function drop(page: Page, name: string, text: string): Promise<void> {
  const data = await page.evaluateHandle(
    ([file, content]) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([content ?? ''], file ?? ''))
      return transfer
    },
    [name, text],
  )
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: data })
  // What takes the file is fetched when a file is held over the page.
  await expect(page.locator('html[data-takes-files]')).toBeAttached()
  await page.dispatchEvent('body', 'dragover', { dataTransfer: data })
  await page.dispatchEvent('body', 'drop', { dataTransfer: data })
}
/** An arrow key moves the cursor by one step. */
async function step(page: Page): Promise<void> {
  const count = page.locator('.stepper-count').first()
  const at = Number(/\d+/.exec(await count.innerText())?.[0])
  await page.keyboard.press('ArrowRight')
  await expect(count).toContainText(String(at + 1))
}
const figureOf = (page: Page, name: string | RegExp) => page.getByRole('region', { name }).getByRole('heading', { level: 2, name })

test('the link of spawnscope show opens the trace, on the start of its program', async ({ page, request }) => {
  const answer = await request.post('/api/recordings', {
    data: Buffer.from(traceOf('sh', '-c', '/bin/true; exit 3')),
    headers: { 'content-type': 'application/x-ndjson' },
  })
  const { id } = await answer.json()
  await page.goto(`/#/own/${id}`)
  await expect(figureOf(page, /^sh -c \/bin\/true; exit 3: \/.*\/true \(\d+\)$/)).toBeVisible()
  await step(page)
  expect(await faults(page)).toEqual([])
  // Away and back: the address is the trace.
  await page.goto('/#/glossary')
  await page.goBack()
  await expect(figureOf(page, /\/bin\/true/)).toBeVisible()
  await page.getByRole('button', { name: 'Put this log away' }).click()
  await expect(page).toHaveURL(/#\/own$/)
  await expect(figureOf(page, /\/bin\/true/)).toHaveCount(0)
})

test('a trace that is not there any more says so, in both languages', async ({ page }) => {
  await page.goto(`/#/own/${'x'.repeat(32)}`)
  await expect(page.getByText('There is no trace xxxxxxxx here any more.')).toBeVisible()
  await page.getByRole('radio', { name: '日本語' }).click()
  await expect(page.getByText('トレース xxxxxxxx は、もうここにありません。')).toBeVisible()
})

test('a file dropped on any page opens there, and a second one takes its place', async ({ page }) => {
  await page.goto('/#/compare')
  await expect(page.locator('main h1')).toBeVisible()
  await drop(page, 'first.ndjson', traceOf('sh', '-c', '/bin/true; exit 3'))
  await expect(page).toHaveURL(/#\/own$/)
  await expect(figureOf(page, /\/bin\/true/)).toBeVisible()
  await drop(
    page,
    'second.strace',
    '40 execve("/bin/sh", ["sh"], 0x7ffe0 /* 9 vars */) = 0\n40 vfork() = 41\n41 execve("/bin/ls", ["ls"], 0x7ffe0 /* 9 vars */) = 0\n',
  )
  await expect(figureOf(page, 'second.strace: /bin/ls (41)')).toBeVisible()
  await expect(figureOf(page, /\/bin\/true/)).toHaveCount(0)
})

test('a trace of a hundred thousand events is read and shown', async ({ page }) => {
  await page.goto('/#/own')
  const text = traceOf('sh', '-c', 'i=0; while [ $i -lt 6000 ]; do i=$((i+1)); umask >/dev/null; done; /bin/true; :')
  expect(text.split('\n').length).toBeGreaterThan(100_000)
  await drop(page, 'long.ndjson', text)
  await expect(figureOf(page, /\/bin\/true/)).toBeVisible()
  await step(page)
})
