/**
 * What a browser fetches when it opens a page for the first time, on the wire: bytes with their headers as DevTools counts them, and
 * requests, from the address until the page can be used and has rested. e2e/firstLoad.spec.ts has the limits.
 */
import type { Browser } from '@playwright/test'
import { LANGUAGES } from '../../protocol/language.ts'
import { keep } from './keep.mjs'
import { rounded } from './rounded.ts'

/** Each page's address, and what is there once it can be used. */
export const FIRST_PAGES = {
  home: { address: '/', usable: '.stepper-buttons button:nth-child(3):enabled' },
  lessons: { address: '/#/lessons', usable: '.lesson-cards a' },
  Lab: { address: '/#/lab', usable: '.lab-command' },
} as const
export type FirstPage = keyof typeof FIRST_PAGES

export interface Load {
  /** Of 1,000 bytes. */
  kB: number
  requests: number
  /** Path and kB of each, in the order of the requests. */
  files: [path: string, kB: number][]
}

/** Longer than anything that is fetched a while after a page has been drawn. */
const REST_MS = 3_500
const LOOK_MS = 50

/** In a browser that has nothing of the page yet. Nobody touches it. */
export async function loadOf(browser: Browser, url: string, page: FirstPage, language: string): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const tab = await context.newPage()
  await tab.addInitScript((kept) => localStorage.setItem('language', kept), language)
  const session = await context.newCDPSession(tab)
  await session.send('Network.enable')
  const asked = new Map<string, { path: string; bytes: number }>()
  const underway = new Set<string>()
  let latest = performance.now()
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    // An icon that stands in the page is no request.
    if (!request.url.startsWith(url)) return
    asked.set(requestId, { path: request.url.slice(url.length), bytes: 0 })
    underway.add(requestId)
    latest = performance.now()
  })
  const over = (requestId: string, bytes = 0): void => {
    const one = asked.get(requestId)
    if (one) one.bytes = bytes
    underway.delete(requestId)
    latest = performance.now()
  }
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => over(requestId, encodedDataLength))
  session.on('Network.loadingFailed', ({ requestId }) => over(requestId))
  const { address, usable } = FIRST_PAGES[page]
  await tab.goto(url + address)
  await tab.locator(usable).first().waitFor()
  while (underway.size > 0 || performance.now() - latest < REST_MS) await new Promise((later) => setTimeout(later, LOOK_MS))
  await context.close()
  const files = [...asked.values()].map(({ path, bytes }): [string, number] => [path, bytes / 1000])
  return { kB: files.reduce((sum, [, kB]) => sum + kB, 0), requests: files.length, files }
}

export async function firstLoad(browser: Browser, url: string): Promise<void> {
  for (const page of Object.keys(FIRST_PAGES) as FirstPage[])
    for (const { id } of LANGUAGES) {
      const { kB, requests } = await loadOf(browser, url, page, id)
      keep(`first load: ${page}, ${id}`, { kB: rounded(kB), requests })
    }
}
