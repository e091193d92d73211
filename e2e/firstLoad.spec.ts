/**
 * What a first visit costs on the wire, counted: bytes with their headers, and requests, of a browser that has nothing yet. How long it
 * takes depends on the line; scripts/bench/slowPhone.mjs measures that.
 */
import { expect } from '@playwright/test'
import { LANGUAGES } from '../protocol/language.ts'
import { FIRST_PAGES, type FirstPage, loadOf } from '../scripts/bench/firstLoad.ts'
import { test } from './watched.ts'

/**
 * kB of 1,000 bytes. Measured with thirteen strategies: 198 to 202, 148 to 151, 312 to 323; 22, 16 and 36 requests. The catalog of
 * `/api/describe` grows with what is installed. React is 52 kB of each, and the wanted 150 and
 * 250 kB for home and Lab would need a page without it (docs/performance.md).
 */
const MOST: Record<FirstPage, { kB: number; requests: number }> = {
  home: { kB: 203, requests: 24 },
  lessons: { kB: 160, requests: 20 },
  Lab: { kB: 326, requests: 38 },
}

for (const page of Object.keys(FIRST_PAGES) as FirstPage[])
  for (const { id } of LANGUAGES)
    test(`the first load of ${page} (${id}): ${MOST[page].kB} kB and ${MOST[page].requests} requests at most`, async ({ browser, baseURL }) => {
      const { kB, requests, files } = await loadOf(browser, baseURL ?? '', page, id)
      console.log(`${page} ${id}: ${kB.toFixed(1)} kB, ${requests} requests`)
      const list = files.map(([path, size]) => `${size.toFixed(1).padStart(6)} kB ${path}`).join('\n')
      expect(kB, list).toBeLessThanOrEqual(MOST[page].kB)
      expect(requests, list).toBeLessThanOrEqual(MOST[page].requests)
    })
