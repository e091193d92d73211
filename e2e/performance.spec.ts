/**
 * What a recording of 100,000 events costs the page, counted: requests, commits of React, elements, changed elements. None of it
 * depends on how fast the machine is or what else it does. Times are measured by `npm run bench -- long` (docs/performance.md).
 */
import { expect, type Page } from '@playwright/test'
import { longRecording } from '../scripts/bench/longRecording.ts'
import { test } from './watched.ts'

const EVENTS = 100_000
const SCRUBS = 60
/** Measured: 6. Told piece by piece it would be hundreds. */
const MOST_COMMITS = 30
/** Measured: 1. */
const MOST_COMMITS_A_MOVE = 2

interface Counts {
  commits: number
  changes: number
}
type Counting = { counted: Counts }

/** React tells its developer tools of every commit; these only count. The same for changes of the document. */
async function count(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const counted = { commits: 0, changes: 0 }
    const hook = { supportsFiber: true, isDisabled: false, inject: () => 1, onCommitFiberUnmount() {}, onPostCommitFiberRoot() {}, onScheduleFiberRoot() {} }
    Object.assign(window, { counted, __REACT_DEVTOOLS_GLOBAL_HOOK__: { ...hook, onCommitFiberRoot: () => (counted.commits += 1) } })
    const watch = new MutationObserver((records) => {
      counted.changes += records.length
    })
    watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
  })
}

const counted = (page: Page): Promise<Counts> => page.evaluate(() => ({ ...(window as unknown as Counting).counted }))

/** Two frames in which nothing was committed. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { counted } = window as unknown as Counting
    for (let before = -1; before !== counted.commits; ) {
      before = counted.commits
      for (let n = 0; n < 4; n += 1) await new Promise((drawn) => requestAnimationFrame(drawn))
    }
  })
}

async function serve(page: Page): Promise<string[]> {
  const asked: string[] = []
  const ndjson = longRecording(EVENTS)
  await page.route('**/api/recordings/*', (route) => {
    asked.push(route.request().url())
    return route.fulfill({ contentType: 'application/x-ndjson', body: ndjson })
  })
  return asked
}

// Measured: 308 elements and 18 changes a move in a frame; 2,400 and 206 in Compare.
for (const { name, at, mostElements, mostChangesAMove } of [
  { name: 'a frame', at: '/embed', mostElements: 500, mostChangesAMove: 40 },
  { name: 'Compare', at: '/', mostElements: 3_500, mostChangesAMove: 400 },
])
  test(`100,000 events cost one request, few commits and few elements, in ${name}`, async ({ page }) => {
    await count(page)
    const asked = await serve(page)
    await page.goto(`/#${at}?v=1&c=go`)
    await expect(page.locator('.stepper-count')).toContainText(/of \d\d$/)
    await atRest(page)
    const before = await counted(page)
    await page.evaluate((hash) => {
      location.hash = hash
    }, `#${at}?v=1&c=rec:long`)
    await expect(page.locator('.stepper-count')).toContainText(/of (49|50)/)
    await atRest(page)
    expect(asked).toHaveLength(1)
    const opening = (await counted(page)).commits - before.commits
    const elements = await page.evaluate(() => document.querySelectorAll('*').length)
    console.log(JSON.stringify({ page: name, commits: opening, elements }))
    expect(opening).toBeLessThanOrEqual(MOST_COMMITS)
    expect(elements).toBeLessThanOrEqual(mostElements)

    const slider = page.getByRole('slider').first()
    const box = await slider.boundingBox()
    if (!box) throw new Error('there is no slider')
    const places = new Set<string | null>()
    const still = await counted(page)
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    for (let n = 0; n < SCRUBS; n += 1) {
      await page.mouse.move(box.x + box.width * (0.05 + (0.9 * ((n * 7) % SCRUBS)) / SCRUBS), box.y + box.height / 2)
      places.add(await slider.inputValue())
    }
    await page.mouse.up()
    await atRest(page)
    expect(places.size, 'the slider moved').toBeGreaterThan(SCRUBS / 2)
    const { commits, changes } = await counted(page)
    const aMove = { commits: (commits - still.commits) / SCRUBS, changes: (changes - still.changes) / SCRUBS }
    console.log(JSON.stringify({ page: name, aMove }))
    expect(aMove.commits).toBeLessThanOrEqual(MOST_COMMITS_A_MOVE)
    expect(aMove.changes).toBeLessThanOrEqual(mostChangesAMove)
  })

test('50,000 lines are written into a terminal, and its search finds the first of them', async ({ page }) => {
  await serve(page)
  await page.goto('/#/?v=1&c=go')
  const terminal = page.getByRole('region', { name: /^Terminal:/ })
  await terminal.scrollIntoViewIfNeeded()
  await expect(terminal.locator('.xterm-rows')).toContainText('P 1001')
  await page.evaluate(() => {
    location.hash = '#/?v=1&c=rec:long&at=100000'
  })
  await expect(page.locator('.stepper-count')).toContainText(/of (49|50)/)
  // It is another terminal, and the page above it has another height.
  await terminal.scrollIntoViewIfNeeded()
  // Its last row comes when all is written.
  await expect(terminal.locator('.xterm-rows')).toContainText(/999\d\d P.*\+\+\+ exited/)
  await terminal.getByRole('button', { name: /^Search in/ }).click()
  await terminal.getByRole('searchbox').fill('is created')
  await expect(terminal.locator('.xterm-rows')).toContainText('is created: memory shared')
})
