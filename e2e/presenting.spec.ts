/** A figure on a projector: one key gives it the whole screen, and it is seen whole. */
import { expect } from '@playwright/test'
import { open } from './open.ts'
import { test } from './watched.ts'

for (const { width, height } of [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
])
  for (const language of ['en', 'ja'])
    test(`at ${width}×${height}, ${language}, F shows stepper, moments and timeline as large as fits, and Escape ends it`, async ({ page }) => {
      await page.setViewportSize({ width, height })
      await page.addInitScript((kept) => localStorage.setItem('language', kept), language)
      await open(page)
      const letters = (): Promise<number> => page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize))
      const usual = await letters()
      await page.keyboard.press('f')
      await expect(page.locator('.stage:fullscreen')).toBeVisible()
      const figure = page.locator('.stage .timeline svg').first()
      // The picture follows the letters a frame later.
      await expect
        .poll(async () => {
          const box = await figure.boundingBox()
          return box && box.y + box.height <= height && box.height >= height / 3 ? 'whole and large' : JSON.stringify(box)
        })
        .toBe('whole and large')
      for (const part of ['.stepper-sentence', '.moments', '.stepper-buttons'])
        await expect(page.locator(`.stage ${part}`).first()).toBeInViewport({ ratio: 1 })
      expect(await letters()).toBeGreaterThan(usual)
      // It is stepped as before.
      await page.keyboard.press('m')
      await expect(page.locator('.moments [aria-current="step"]')).toHaveCount(1)
      await page.keyboard.press('f')
      await expect(page.locator('.stage:fullscreen')).toHaveCount(0)
      // The letters follow the screen a frame later, on the way back, too.
      await expect.poll(letters).toBe(usual)
    })
