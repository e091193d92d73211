/**
 * How long the page takes to read a long log of strace, in its worker, and the longest task of its main thread meanwhile: from the
 * choice of the file until the list of starts is there, and from the choice of the last start until its figure is there.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser } from '@playwright/test'
import { keep } from './keep.mjs'
import { longest, tasksOf } from './mainThread.ts'

const PATIENT = { timeout: 300_000 }
const MB = 1024 * 1024

const line = (pid: number, at: number, text: string): string => `${String(pid).padEnd(5)} ${(1_800_000_000 + at / 1e5).toFixed(6)} ${text}\n`

/** A shell that starts one program after another. Each makes as many calls. */
function startsLog(starts: number, calls: number): string {
  const lines = [line(40, 0, 'execve("/bin/sh", ["sh"], 0x7ffe0 /* 9 vars */) = 0')]
  for (let n = 0; n < starts; n += 1) {
    const pid = 100 + (n % 30_000)
    const at = n * (calls + 5)
    lines.push(line(40, at, `vfork() = ${pid}`), line(pid, at + 1, 'execve("/bin/program", ["p"], 0x7ffe0 /* 9 vars */) = 0'))
    for (let call = 0; call < calls; call += 1) lines.push(line(pid, at + 2 + call, 'read(3, "x", 1) = 1'))
    lines.push(line(pid, at + 3 + calls, '+++ exited with 0 +++'), line(40, at + 4 + calls, `wait4(-1, NULL, 0, NULL) = ${pid}`))
  }
  return lines.join('')
}

const LOGS: Record<string, () => string> = {
  '10,000 starts': () => startsLog(10_000, 0),
  '32 MB, 100,000 starts': () => startsLog(100_000, 2).slice(0, 32 * MB),
  '1,500,000 lines': () => startsLog(15_000, 96),
}

export async function readLongLogs(browser: Browser, url: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'spawnscope-logs-'))
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  for (const [name, make] of Object.entries(LOGS)) {
    const log = make()
    const file = path.join(folder, 'long.log')
    writeFileSync(file, log)
    await page.goto(`${url}/#/own`)
    await page.reload()
    await page.locator('.stepper-count').first().waitFor()
    let readMs = 0
    const tasks = await tasksOf(browser, page, async () => {
      const began = performance.now()
      await page.getByLabel('Choose a file').setInputFiles(file)
      await page.locator('.start-list').waitFor(PATIENT)
      readMs = performance.now() - began
    })
    const began = performance.now()
    await page.locator('.start-rows button[aria-pressed="false"]').last().click()
    await page.locator('.start-rows tr:last-child button[aria-pressed="true"]').waitFor(PATIENT)
    const figureMs = performance.now() - began
    keep(`a log of ${name}`, { mb: Math.round(log.length / MB), readMs: Math.round(readMs), longestTaskMs: longest(tasks), figureMs: Math.round(figureMs) })
  }
  await page.close()
  rmSync(folder, { recursive: true })
}
