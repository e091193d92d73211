/** What trips a reader: files of the page that do not come. The bar and the address stay, and the rest comes when it can. */
import { expect, type Page } from '@playwright/test'
import { open } from './open.ts'
import { test } from './watched.ts'

const LAB = '**/assets/LabPage-*.js'
const notice = (page: Page) => page.locator('main.failed')
const toLab = (page: Page) => page.getByRole('banner').getByRole('link', { name: 'Lab' }).first().click()
const labStands = (page: Page) => expect(page.locator('.lab-command')).toBeVisible()

async function barStands(page: Page): Promise<void> {
  await expect(page.getByRole('banner').getByRole('link', { name: 'Spawnscope' })).toBeVisible()
  await expect(page).toHaveURL(/#\/lab/)
}

test('a page that does not come is said in its place, and comes when tried again', async ({ page }) => {
  await open(page)
  await page.route(LAB, (route) => route.abort())
  await toLab(page)
  await expect(notice(page)).toContainText('This page could not be fetched. The server answers')
  await barStands(page)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(notice(page)).toBeVisible()
  await page.unroute(LAB)
  await page.getByRole('button', { name: 'Try again' }).click()
  await labStands(page)
})

test('without a network a page says so, and comes by itself when the network is back', async ({ page, context }) => {
  await open(page)
  await context.setOffline(true)
  await toLab(page)
  await expect(notice(page)).toContainText('The browser has no network')
  await barStands(page)
  await context.setOffline(false)
  await labStands(page)
})

test('Back leaves a page that did not come, and Forward tries it again', async ({ page }) => {
  await open(page)
  await page.route(LAB, (route) => route.abort())
  await toLab(page)
  await expect(notice(page)).toBeVisible()
  await page.goBack()
  await expect(page.locator('.stepper').first()).toBeVisible()
  await expect(notice(page)).toHaveCount(0)
  await page.unroute(LAB)
  await page.goForward()
  await labStands(page)
})

/** The server has another build: it serves a page with another entry, and not the file of this one. Counts the pages that the browser opened. */
async function deployed(page: Page, { helps }: { helps: boolean }): Promise<{ opened: number }> {
  const count = { opened: 0 }
  const served = await (await page.request.get('/')).text()
  const newer = served.replace(/(<script type="module"[^>]* src=")[^"]*/, '$1./assets/index-newer.js')
  await page.route('/', async (route) => {
    if (route.request().resourceType() === 'document') {
      count.opened += 1
      return route.continue()
    }
    await route.fulfill({ contentType: 'text/html', body: newer })
  })
  await page.route(LAB, (route) => (helps && count.opened > 0 ? route.continue() : route.fulfill({ status: 404, body: 'gone' })))
  return count
}

test('after a deploy the page is fetched anew, at the same address', async ({ page }) => {
  await open(page, '#/?v=1&c=nim')
  const count = await deployed(page, { helps: true })
  await toLab(page)
  await labStands(page)
  await expect(page).toHaveURL(/#\/lab\?v=1&c=nim/)
  expect(count.opened).toBe(1)
})

test('where a reload does not help, the page is reloaded once and then says so', async ({ page }) => {
  await open(page)
  const count = await deployed(page, { helps: false })
  await toLab(page)
  await expect.poll(() => count.opened).toBe(1)
  await expect(notice(page)).toContainText('The server has a newer Spawnscope')
  await barStands(page)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(notice(page)).toContainText('The server has a newer Spawnscope')
  expect(count.opened).toBe(1)
})

test('a part that does not come leaves the page as it is', async ({ page }) => {
  // What stands below the figure is one file (build/vite/chunks.ts).
  await page.route('**/assets/below-*.js', (route) => route.abort())
  await page.goto('/#/?v=1&c=vfork')
  const failed = page.locator('main .failed', { hasText: 'This part of the page could not be fetched' })
  await failed.first().waitFor()
  await page.locator('body').click({ position: { x: 5, y: 300 } })
  await page.keyboard.press('End')
  await expect(page.getByText('Step 17 of 17')).toBeVisible()
  await page.unroute('**/assets/below-*.js')
  for (let left = await failed.count(); left > 0; left = await failed.count()) await failed.first().getByRole('button', { name: 'Try again' }).click()
  await page.locator('.transcript summary').click()
  await expect(page.locator('.transcript tbody tr')).toHaveCount(17)
})

test('a terminal that does not come is said, and comes when tried again', async ({ page }) => {
  await page.route('**/assets/openTerminal-*.js', (route) => route.abort())
  await page.goto('/#/lab?v=1&c=vfork')
  const failed = page.locator('.lab-bench .failed')
  await expect(failed).toContainText('could not be fetched')
  await page.unroute('**/assets/openTerminal-*.js')
  await failed.getByRole('button', { name: 'Try again' }).click()
  await expect(page.locator('.terminal .xterm-rows')).toContainText('$')
})

for (const [language, says] of [
  ['en', 'The page could not be fetched'],
  ['ja', 'ページを読み込めませんでした'],
] as const)
  test(`a start without the code says so, ${language}`, async ({ page }) => {
    await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
    await page.route('**/assets/page-*.js', (route) => route.abort())
    await page.goto('/#/lessons')
    await expect(page.getByRole('alert')).toContainText(says)
    await page.unroute('**/assets/page-*.js')
    await page.locator('.failed button').click()
    await expect(page.locator('.lesson-card').first()).toBeVisible()
  })

/** The socket goes silent without closing, as when a cable is pulled: nothing said on either side arrives any more. */
async function pullable(page: Page): Promise<{ pull: () => void; plug: () => void }> {
  let pulled = false
  await page.routeWebSocket('**/live', (socket) => {
    if (pulled) return void socket.close()
    const server = socket.connectToServer()
    socket.onMessage((message) => !pulled && server.send(message))
    server.onMessage((message) => !pulled && socket.send(message))
  })
  return {
    pull: () => {
      pulled = true
    },
    plug: () => {
      pulled = false
    },
  }
}

const badge = (page: Page) => page.locator('.page-tools > .reach')

test('without a network the badge and a notice say so, Run does not hang, and all comes back by itself', async ({ page, context }) => {
  const cable = await pullable(page)
  await page.goto('/#/lab?v=1&c=vfork')
  const run = page.getByRole('button', { name: 'Run', exact: true })
  const screen = page.locator('.terminal .xterm-rows')
  await expect(run).toBeEnabled()
  await expect(screen).toContainText('$')
  cable.pull()
  await context.setOffline(true)
  await expect(badge(page)).toContainText('No network')
  await expect(page.locator('.unreachable')).toContainText('nothing can be run now. Once you are connected')
  await expect(run).toBeDisabled()
  await page.locator('.terminal textarea').focus()
  await page.keyboard.type('run vfork')
  await page.keyboard.press('Enter')
  await expect(screen).toContainText('The browser has no network')
  cable.plug()
  await context.setOffline(false)
  await expect(badge(page)).toContainText('Live runs work here')
  await expect(page.locator('.unreachable')).toHaveCount(0)
  await expect(run).toBeEnabled()
})

test('a server that fell silent is noticed by a run, which ends and says so', async ({ page }) => {
  const cable = await pullable(page)
  await open(page, '#/?v=1&c=vfork')
  await expect(badge(page)).toContainText('Live runs work here')
  cable.pull()
  await page.getByRole('button', { name: 'Run all' }).click()
  await expect(page.locator('main[data-runs="ended"]')).toBeVisible()
  await expect(page.getByRole('region', { name: /^vfork/ }).first()).toContainText('the connection broke during the run')
  await expect(page.locator('.unreachable')).toContainText('The server does not answer')
  cable.plug()
  await expect(badge(page)).toContainText('Live runs work here')
})

test('a link that names what does not exist says what does, and shows the rest', async ({ page }) => {
  await page.goto('/#/compare?v=1&c=cobol&c=go&c=rubi')
  const alerts = page.locator('main').getByRole('alert')
  await expect(alerts.filter({ hasText: 'There is no strategy “cobol” here' })).toContainText('There are:')
  const rubi = alerts.filter({ hasText: 'There is no strategy “rubi” here' })
  await expect(rubi).toContainText('Did you mean ruby')
  await expect(page.locator('.stepper-sentence')).toBeVisible()
  await expect(page.getByText('No run yet')).toHaveCount(0)
  await rubi.getByRole('link', { name: 'ruby', exact: true }).first().click()
  await expect(alerts.filter({ hasText: 'cobol' })).toHaveCount(0)
  await expect(page.getByRole('radio', { name: 'Ruby' })).toBeVisible()
})

test('in lesson 1 each handle of the curve moves its own point, though both begin close together', async ({ page }) => {
  await page.goto('/#/lessons/what-fork-costs/5')
  const said = (which: string) => page.locator('.cost-guesses label', { hasText: new RegExp(`^${which},`) }).locator('output')
  const grip = (which: string) => page.locator(`.cost-handle[data-of="${which}"] circle`)
  const pull = async (which: string, by: number): Promise<void> => {
    const box = await grip(which).boundingBox()
    if (!box) throw new Error(`no grip of ${which}`)
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x, y + by, { steps: 5 })
    await page.mouse.up()
  }
  await expect(grip('fork')).toBeVisible()
  for (const [which, other, by] of [
    ['fork', 'vfork', -60],
    ['vfork', 'fork', -15],
    ['fork', 'vfork', 50],
  ] as const) {
    const [mine, others] = [await said(which).textContent(), await said(other).textContent()]
    await pull(which, by)
    await expect(said(which)).not.toHaveText(mine ?? '')
    await expect(said(other)).toHaveText(others ?? '')
  }
})
