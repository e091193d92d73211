/** Check, the page for frames, links and the palette. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Locator, type Page } from '@playwright/test'
import { faults } from './faults.ts'
import { overflow } from './open.ts'
import { test } from './watched.ts'

test.describe('Check', () => {
  for (const scheme of ['light', 'dark'] as const) {
    test(`says what works here, ${scheme}; axe is content`, async ({ page, request }) => {
      await page.emulateMedia({ colorScheme: scheme })
      const { items } = (await (await request.get('/api/check')).json()) as { items: { found: string }[] }
      await page.goto('/#/check')
      await expect(page.locator('.check-items > li')).toHaveCount(items.length)
      await expect(page.getByRole('main')).toContainText(items[0]?.found ?? '?')
      expect(await faults(page, { colours: scheme === 'dark' })).toEqual([])
    })
  }

  test('what does not work has its cure, in Japanese too', async ({ page }) => {
    await page.route('**/api/check', async (route) => {
      const check = (await (await route.fetch()).json()) as { items: { name: string }[] }
      const items = check.items.map((item) =>
        item.name === 'ptrace'
          ? {
              ...item,
              works: false,
              found: 'kernel.yama.ptrace_scope is 3',
              cure: 'sysctl kernel.yama.ptrace_scope=1 as root (a value of 3 lasts until reboot)',
            }
          : item,
      )
      await route.fulfill({ json: { ...check, live: false, items } })
    })
    await page.goto('/#/check?v=1&lang=ja')
    await expect(page.getByRole('main')).toContainText('kernel.yama.ptrace_scope が 3 になっています')
    await expect(page.getByRole('main')).toContainText('root で sysctl kernel.yama.ptrace_scope=1')
  })
})

test.describe('a frame', () => {
  test('another site shows one run in it, and nothing else of this site', async ({ page, baseURL }) => {
    const host = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html')
      response.end(`<!doctype html><title>host</title><iframe src="${baseURL}/embed#/embed?v=1&c=go&at=30" width="800" height="700"></iframe>`)
    }).listen(0, '127.0.0.1')
    await once(host, 'listening')
    try {
      await page.goto(`http://127.0.0.1:${(host.address() as AddressInfo).port}/`)
      const frame = page.frameLocator('iframe')
      await expect(frame.getByRole('heading', { level: 1 })).toContainText('Go')
      await expect(frame.getByText(/Step \d+ of \d+/)).toBeVisible()
      await frame.getByRole('button', { name: 'Next step' }).click()
      await expect(frame.getByRole('button', { name: /^run/i })).toHaveCount(0)
      await expect(frame.getByRole('link', { name: 'Open in Spawnscope' })).toHaveAttribute('href', /#\/\?v=1&c=go&at=\d+/)
      // The address in a frame is the host's: it stays as it was given.
      expect(page.frames()[1]?.url()).toMatch(/at=30$/)
    } finally {
      host.close()
    }
  })

  test('axe is content with it, and it fits a phone', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/embed#/embed?v=1&c=rust')
    await expect(page.getByText(/Step \d+ of \d+/)).toBeVisible()
    expect(await faults(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
  })

  test('a run with other settings is not passed off as the recorded one', async ({ page }) => {
    await page.goto('/embed#/embed?v=1&c=rust&signal=PIPE=ignore')
    await expect(page.getByRole('main')).toContainText('spawnscope run rust --signal PIPE=ignore')
  })
})

test.describe('links', () => {
  test.use({ permissions: ['clipboard-write'] })
  const copied = (page: Page): Promise<string> => page.evaluate(() => (window as unknown as { copied: string }).copied)

  test('a copied link opens the same; the code for a frame is whole', async ({ page, context }) => {
    // This page may not read the clipboard (Permissions-Policy): what it writes is noted in passing.
    await page.addInitScript(() => {
      const write = navigator.clipboard.writeText.bind(navigator.clipboard)
      navigator.clipboard.writeText = (text) => {
        Object.assign(window, { copied: text })
        return write(text)
      }
    })
    await page.goto('/#/lab?v=1&c=nim@2.2.0&block=INT')
    await page.getByRole('button', { name: 'Copy link' }).click()
    await expect.poll(() => copied(page)).toContain('#/lab?')
    const link = await copied(page)
    const other = await context.newPage()
    await other.goto(link)
    await expect(other.locator('.lab-command code')).toContainText('run nim --edition 2.2.0 --block INT')
    await other.close()
    await page.getByRole('button', { name: 'Copy for embedding' }).click()
    await expect.poll(() => copied(page)).toMatch(/^<iframe src="http.*\/embed#\/embed\?v=1&amp;c=nim/)
  })

  test('a bad link is refused in words, and the Lab lives', async ({ page }) => {
    await page.goto('/#/lab?v=9&c=rust')
    await expect(page.getByRole('alert')).toContainText('version is 9')
    await expect(page.locator('.lab-command code')).toContainText('spawnscope run ruby')
  })
})

test('the palette goes anywhere by keyboard', async ({ page }) => {
  await page.goto('/#/check')
  await expect(page.locator('.check-items > li').first()).toBeVisible()
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog')
  await expect(palette.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('nim lab')
  expect(await faults(page, { within: ['dialog'] })).toEqual([])
  await page.keyboard.press('Enter')
  await expect(page.locator('.lab-command code')).toContainText('spawnscope run nim')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('日本語')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja')
  await page.keyboard.press('Control+k')
  await page.keyboard.press('Escape')
  await expect(palette).toBeHidden()
})

/** On the glossary, which has no other fields. Gives the palette's field. */
async function openPalette(page: Page): Promise<Locator> {
  await page.goto('/#/glossary')
  await expect(page.locator('.glossary')).toBeVisible()
  await page.keyboard.press('Control+k')
  const field = page.getByRole('dialog').getByRole('combobox')
  await expect(field).toBeFocused()
  return field
}

test('the palette lets go of the keys in the moment in which it closes', async ({ page }) => {
  await openPalette(page)
  // As Escape does: `cancel` comes at once, and `close` in a task of its own, after all that this script waits for.
  const after = await page.locator('dialog[open]').evaluate(async (dialog: HTMLDialogElement) => {
    let closed = false
    dialog.addEventListener('close', () => {
      closed = true
    })
    dialog.requestClose()
    await Promise.resolve()
    return { closed, fields: dialog.querySelectorAll('input').length }
  })
  expect(after).toEqual({ closed: false, fields: 0 })
  await page.keyboard.press('?')
  await expect(page.locator('dialog[open] .keys-sheet')).toBeVisible()
})

test('the palette stays when it is opened again before the browser has reported its closing', async ({ page }) => {
  const field = await openPalette(page)
  const order = await page.locator('dialog[open]').evaluate(async (dialog: HTMLDialogElement) => {
    const reported = new Promise<string>((over) => dialog.addEventListener('close', () => over(dialog.open ? 'open again' : 'closed'), { once: true }))
    dialog.requestClose()
    await Promise.resolve()
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true }))
    await Promise.resolve()
    return reported
  })
  expect(order).toBe('open again')
  await page.keyboard.type('nim lab')
  await expect(field).toHaveValue('nim lab')
})
