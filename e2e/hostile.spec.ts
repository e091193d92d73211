/** Hostile input in a real browser: other sites, hostile words, hostile links, and the policy that stands behind. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Page } from '@playwright/test'
import { test } from './watched.ts'

/** A page of another site (another port is another origin). */
async function otherSite(html: string): Promise<{ url: string; server: Server }> {
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(html)).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server }
}

/** Nobody else here comes from another site: what other tests run meanwhile is not counted. */
const refusedSoFar = async (baseURL: string): Promise<number> =>
  Number(/spawnscope_refusals_total\{code="wrong_origin"\} (\d+)/.exec(await (await fetch(`${baseURL}/metrics`)).text())?.[1] ?? 0)

test('68: a form, a fetch and a socket of another site start nothing', async ({ page, baseURL }) => {
  const before = await refusedSoFar(baseURL ?? '')
  const site = await otherSite(
    `<form method="post" enctype="text/plain" action="${baseURL}/api/runs" target="f"><input name='{"strategy":"fork","x":"' value='"}'></form><iframe name="f"></iframe>`,
  )
  await page.goto(site.url)
  const seen = await page.evaluate(async (base) => {
    document.forms[0]?.submit()
    const posted = await fetch(`${base}/api/runs`, {
      method: 'POST',
      mode: 'no-cors',
      headers: { 'content-type': 'text/plain' },
      body: '{"strategy":"fork"}',
    }).then(
      ({ type }) => type,
      () => 'failed',
    )
    const read = await fetch(`${base}/api/check`).then(
      () => 'read',
      () => 'failed',
    )
    const socket = new WebSocket(`${base.replace('http', 'ws')}/live`)
    const opened = await new Promise((resolve) => {
      socket.onopen = () => resolve('open')
      socket.onerror = () => resolve('refused')
    })
    return { posted, read, opened }
  }, baseURL ?? '')
  expect(seen).toMatchObject({ read: 'failed', opened: 'refused' })
  // The form, both fetches and the socket were refused for where they come from, each before anything else.
  await expect.poll(() => refusedSoFar(baseURL ?? '')).toBe(before + 4)
  site.server.close()
})

test('69: other sites can frame /embed and nothing else', async ({ page, baseURL }) => {
  const site = await otherSite(`<iframe id="home" src="${baseURL}/"></iframe><iframe id="embed" src="${baseURL}/embed"></iframe>`)
  await page.goto(site.url)
  await expect(page.frameLocator('#embed').locator('#root')).toBeAttached()
  await expect(page.frameLocator('#home').locator('#root')).toHaveCount(0)
  site.server.close()
})

const HOSTILE = [
  ['70', `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`],
  ['72', '\\33[6n \\33]52;c;b3duZWQ=\\7 \\33]8;;javascript:alert(1)\\7x\\33]8;;\\7 \\33P$q"p\\33\\\\'],
] as const

/** A server that says what a taken-over helper would: only the socket is played, the page is real. */
async function playHostile(page: Page, words: string, raw: string): Promise<string[]> {
  const sent: string[] = []
  await page.routeWebSocket('**/live', (socket) => {
    socket.send(JSON.stringify({ kind: 'welcome', version: 1, refusal: null }))
    socket.onMessage((message) => {
      sent.push(String(message))
      const { kind, run } = JSON.parse(String(message))
      if (kind !== 'run') return
      const line = (seq: number, rest: object) => ({ seq, ns: seq, phase: 'prepare', step: words, task: 1, pid: 4711, ...rest })
      const events = [
        line(0, { kind: 'enter', call: words, args: [words, words] }),
        line(1, { kind: 'leave', call: words, args: [words, words], result: words, error: words }),
        line(2, { kind: 'signal', signal: words, how: 'delivered', info: words }),
        line(3, { kind: 'note', code: words, text: words }),
        line(4, { kind: 'end', outcome: 'failed', why: words, stops: 0 }),
      ]
      const gaps = [{ code: 'not_json', field: raw, line: raw }]
      socket.send(JSON.stringify({ kind: 'started', run, command: words, watch: 'w' }))
      socket.send(JSON.stringify({ kind: 'events', run, events, gaps }))
      const refusal = { code: 'helper_failed', message: raw + words, cure: raw + words, field: raw }
      socket.send(JSON.stringify({ kind: 'ended', run, how: 'failed', refusal, recording: null }))
    })
  })
  await page.goto('/')
  await page.getByRole('button', { name: /run all/i }).click()
  await expect(page.locator('main[data-runs="ended"]')).toBeVisible()
  return sent
}

for (const [name, words] of HOSTILE) {
  test(`${name}: ${words.slice(0, 20)}… in every string is text, and nothing answers`, async ({ page }) => {
    const dialogs: string[] = []
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message())
      return dialog.dismiss()
    })
    // 73 and 74: C1 bytes, bidi overrides and zero-width characters where raw text can come, in gaps and refusals.
    const sent = await playHostile(page, words, '\u009b31m\u0090q\u202eevil\u200b\u2066')
    await expect(page).toHaveTitle(/^(?!owned)/)
    expect(dialogs).toEqual([])
    expect(await page.locator('img[src="x"]').count()).toBe(0)
    expect(sent.every((message) => ['run', 'cancel', 'watch', 'unwatch', 'ping'].includes(JSON.parse(message).kind))).toBe(true)
  })
}

for (const [name, hash] of Object.entries({
  'a megabyte': `#/?s=${'A'.repeat(1_000_000)}`,
  'bad base64': '#/?s=%%%&v=1',
  'a script': '#/?s=<script>document.title="owned"</script>',
  prototype: '#/?__proto__[x]=1&v=1&constructor=1',
})) {
  test(`71: a link with ${name} leaves the page alive`, async ({ page }) => {
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await page.goto(`/${hash}`)
    await expect(page.locator('#root')).not.toBeEmpty()
    await expect(page).toHaveTitle(/Spawnscope/)
    expect(errors).toEqual([])
  })
}

test('75: what breaks the policy does not happen, and is seen', async ({ page, violations }) => {
  await page.goto('/')
  await page.evaluate(() => {
    const script = document.createElement('script')
    try {
      // Trusted Types refuse the address itself; were they off, script-src would refuse the script.
      script.src = `data:text/javascript,document.title="owned"`
    } catch {}
    document.body.append(script)
    const style = document.createElement('style')
    style.textContent = 'body { color: red }'
    document.body.append(style)
  })
  const broken = (): string[] => violations.map((violation) => violation.split(' ')[0] ?? '').toSorted()
  await expect.poll(broken).toEqual(['require-trusted-types-for', 'style-src-elem'])
  violations.splice(0)
  expect(await page.title()).not.toBe('owned')
})
