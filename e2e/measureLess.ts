/** A measurement that the page asks for, made smaller on its way to the server: real, and soon over. */
import type { Page } from '@playwright/test'
import type { BenchSettings } from '../protocol/bench.ts'

const MOST_MB = 64
/** Who names no sizes gets all of the helper's, up to 2 GB: minutes on a busy machine. */
const SIZES_MB = [1, MOST_MB]
const FEW_SAMPLES = 5

export async function measureLess(page: Page): Promise<void> {
  await page.route('**/api/bench', (route) => {
    const asked = route.request().postDataJSON() as BenchSettings
    const memory = [...new Set((asked.memory ?? SIZES_MB).map((mb) => Math.min(mb, MOST_MB)))]
    return route.continue({ postData: JSON.stringify({ ...asked, memory, repeat: FEW_SAMPLES } satisfies BenchSettings) })
  })
}
