/** The moving picture of the README: one run, step by step, as the first page shows it. `npm run screenshot` stores it. */
import { writeFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { encode } from 'modern-gif'
import { PNG } from 'pngjs'
import { open } from './open.ts'
import { test } from './watched.ts'

const STEP_MS = 900
/** Long enough to see that the run is over. */
const LAST_MS = 3_000
/** The drawing has few; more only make the file larger. */
const COLOURS = 48

test.use({ viewport: { width: 1000, height: 900 }, colorScheme: 'light' })

test('a run is a moving picture of as many frames as it has steps', async ({ page }) => {
  await open(page, '#/?v=1&c=rust&at=0')
  await page.keyboard.press('Home')
  const count = page.locator('.stepper-count')
  await expect(count).toHaveText(/^Step 1 of/)
  const steps = Number(/of (\d+)/.exec((await count.textContent()) ?? '')?.[1])
  const figure = await page.locator('.figure-timeline, .timeline').first().boundingBox()
  const buttons = await page.locator('.stepper-buttons').first().boundingBox()
  if (!figure || !buttons) throw new Error('there is no figure to photograph')
  const top = Math.floor(buttons.y - 64)
  const clip = { x: Math.floor(figure.x), y: top, width: Math.ceil(figure.width), height: Math.ceil(figure.y + figure.height - top) }
  const frames: { data: Uint8Array<ArrayBuffer>; delay: number }[] = []
  for (let step = 1; step <= steps; step += 1) {
    await expect(count).toHaveText(`Step ${step} of ${steps}`)
    const { data } = PNG.sync.read(await page.screenshot({ clip, animations: 'disabled', caret: 'hide' }))
    frames.push({ data: Uint8Array.from(data), delay: step === steps ? LAST_MS : STEP_MS })
    await page.keyboard.press('ArrowRight')
  }
  const same = frames.findIndex(({ data }, at) => at > 0 && Buffer.compare(data, frames[at - 1]?.data ?? data) === 0)
  expect(same, 'a frame that is like the one before it').toBe(-1)
  const gif = Buffer.from(await encode({ width: clip.width, height: clip.height, frames, maxColors: COLOURS, format: 'arrayBuffer' }))
  expect(gif.subarray(0, 6).toString('latin1')).toBe('GIF89a')
  writeFileSync('test-results/run.gif', gif)
  if (process.env.SPAWNSCOPE_SCREENSHOT === '1') writeFileSync('docs/images/run.gif', gif)
})
