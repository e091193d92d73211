/**
 * The package as a stranger gets it: packed by npm, installed with --ignore-scripts into an empty folder by another user who cannot read
 * the repository, with the oldest Node that it takes and the newest; then the page, a run, a lesson and a room, in a real browser.
 */
import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { findBrowser } from '../check/browser.mjs'
import { noStranger, npmCli, type Served, Stranger, strangersNode } from './stranger.ts'

const RELEASES = ['20.19.0', '26.12.1']
const tarball = inject('tarball')
const why = noStranger()
if (why !== null) console.warn(why)

/** A page waits for a busy machine, too. */
const PATIENCE_MS = 240_000

const nodes = mkdtempSync(path.join(tmpdir(), 'spawnscope-nodes-'))
chmodSync(nodes, 0o755)
const browser: { it: Browser | null } = { it: null }
beforeAll(async () => {
  const found = await findBrowser()
  if ('path' in found) browser.it = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox', '--disable-gpu'] })
  else if (process.env.CI === 'true') throw new Error(found.why)
  else console.warn(`skipped: the pages are not opened: ${found.why}`)
})
afterAll(async () => {
  await browser.it?.close()
  rmSync(nodes, { recursive: true })
})

describe.skipIf(why !== null).each(RELEASES)('installed with Node %s', (release) => {
  const somebody = new Stranger()
  const empty = somebody.folder('empty')
  const node = why === null ? strangersNode(release, nodes) : null
  const installed = path.join(empty, 'node_modules/spawnscope')
  const command = [node ?? '', path.join(installed, 'bin/spawnscope.mjs')]
  beforeAll(async () => {
    if (node === null) return
    const copy = path.join(somebody.folder('download'), 'spawnscope.tgz')
    cpSync(tarball, copy)
    // Nothing has to be fetched, so npm is told that it cannot.
    const words = [node, npmCli(), 'install', '--ignore-scripts', '--offline', '--no-audit', '--no-fund', copy]
    const { status, err } = await somebody.run(words, empty)
    expect(err).toBe('')
    expect(status).toBe(0)
  })
  afterAll(async () => {
    await somebody.leave()
    rmSync(somebody.home, { recursive: true, force: true })
  })

  it.skipIf(node === null)('it brought nothing else', () => {
    expect(readdirSync(path.join(empty, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['spawnscope'])
    const { dependencies, scripts } = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8'))
    expect(dependencies).toBeUndefined()
    expect(Object.keys(scripts).filter((name) => /install|^prepare$/.test(name))).toEqual([])
  })

  it.skipIf(node === null)('the helper answers in a shell, and so does the command', async () => {
    const shell = path.join(empty, 'node_modules/.bin/spawnscope')
    const path20 = { PATH: `${path.dirname(node ?? '')}:/usr/bin:/bin` }
    const { version } = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8'))
    const said = await somebody.run([node ?? '', shell, '--version'], somebody.home)
    expect(said).toMatchObject({ status: 0, err: '' })
    expect(said.out).toMatch(new RegExp(`^spawnscope ${version.replaceAll('.', '\\.')}\n`))
    expect(said.out).toContain(`server: Node ${release}, a package in `)
    const trace = await somebody.run([...command, 'run', 'vfork', '--format', 'strace'], somebody.home)
    expect(trace).toMatchObject({ status: 0, err: '' })
    expect(trace.out).toMatch(/vfork\(.*\n[\s\S]*execve\("\.\/ok"[\s\S]*\+\+\+ exited with 0 \+\+\+\n$/)
    const any = await somebody.run([...command, 'trace', '--format', 'strace', '--', '/bin/true'], somebody.home, { env: path20 })
    expect(any.out).toContain('execve("/bin/true", ["/bin/true"]')
    // A program gets the environment of whoever called, and nothing of ours.
    const given = await somebody.run([...command, 'trace', '--output', '/dev/null', '--', '/usr/bin/env'], somebody.home, { env: { HELLO: 'you' } })
    expect(given.out).toContain('HELLO=you\n')
    expect(given.out).not.toMatch(/SPAWNSCOPE|NODE_ENV/)
    expect(JSON.parse((await somebody.run([...command, 'describe'], somebody.home)).out)).toMatchObject({ version: 1 })
    const bench = await somebody.run([...command, 'bench', 'vfork', '--repeat', '5', '--memory', '1M', '--format', 'ndjson'], somebody.home)
    expect(bench.status).toBe(0)
    const wrong = await somebody.run([...command, 'run', 'vfork', '--set', 'nothing=1'], somebody.home)
    expect(wrong).toMatchObject({ status: 2, err: expect.stringContaining('Cure: ') })
  })

  it.skipIf(node === null)('the server: page, run, lesson, room, and what it stores is in the home', async () => {
    const server = await somebody.serve([...command, '--port', '0'], somebody.home, { env: { NODE_OPTIONS: '' } })
    expect(server.output()).toContain('live runs   yes')
    await servesFiles(server)
    const answer = await post(server, { strategy: 'rust', signal: { PIPE: 'ignore' } })
    const events = (await answer.text()).trimEnd().split('\n')
    expect(JSON.parse(events.at(-1) ?? '')).toMatchObject({ kind: 'end', outcome: 'spawned' })
    expect(await (await fetch(`${server.url}/api/recordings/${answer.headers.get('run-id')}`)).text()).toContain('"kind":"end"')
    expect(readdirSync(path.join(somebody.home, '.local/share/spawnscope')).sort()).toContain('recordings')
    expect(await (await post(server, { strategy: 'hazard-lazy-binding' })).json()).toMatchObject({
      code: 'bad_value',
      message: expect.stringContaining('static'),
      cure: expect.stringContaining('recorded run'),
    })
    if (browser.it) await usesPages(browser.it, server)
    expect(await server.stop()).toBe(0)
  })

  it.skipIf(node === null)('one folder, copied by somebody else, as a stick copies it: every file executable', async () => {
    const shared = path.join(somebody.home, 'stick')
    cpSync(installed, shared, { recursive: true })
    execFileSync('chmod', ['-R', '0777', shared])
    const copy = [node ?? '', path.join(shared, 'bin/spawnscope.mjs')]
    const denied = await somebody.run([...copy, 'run', 'fork', '--target', 'denied', '--format', 'strace'], somebody.home)
    expect(denied.out).toContain('execve("./denied", ["./denied"]')
    expect(denied.out).toContain('EACCES (Permission denied)')
    expect(readdirSync(path.join(somebody.home, '.local/share/spawnscope'))).toContain('helper')
  })

  it.skipIf(node === null)('a folder from which nothing may be executed: a copy runs; where that may not run either, the page says so', async () => {
    const mount = path.join(somebody.home, 'noexec')
    mkdirSync(mount)
    const mounts = `mount -t tmpfs -o noexec none ${mount} && cp -R ${installed} ${mount}`
    const words = [node ?? '', path.join(mount, 'spawnscope/bin/spawnscope.mjs')]
    expect(await somebody.run([...words, 'run', 'vfork'], somebody.home, { mounts })).toMatchObject({ status: 0, err: '' })
    const nowhere = await somebody.run([...words, 'run', 'vfork'], somebody.home, {
      mounts: `${mounts} && chmod 1777 ${mount}`,
      env: { SPAWNSCOPE_DATA: path.join(mount, 'data') },
    })
    expect(nowhere).toMatchObject({ status: 3, err: expect.stringContaining('Cure: name a folder whose file system lets programs run: --data DIR') })
  })

  it.skipIf(node === null)('a damaged helper: recorded mode, with the reason in the terminal and on the page', async () => {
    const broken = path.join(somebody.home, 'broken')
    cpSync(installed, broken, { recursive: true })
    const helper = path.join(broken, `prebuilt/${process.platform}-${process.arch}/app/spawnscope`)
    appendFileSync(helper, 'x')
    const words = [node ?? '', path.join(broken, 'bin/spawnscope.mjs')]
    const refused = await somebody.run([...words, 'run', 'vfork'], somebody.home)
    expect(refused).toMatchObject({
      status: 3,
      out: '',
      err: expect.stringContaining('app/spawnscope is not the one that was packed. Cure: install the package'),
    })
    const server = await somebody.serve([...words, '--port', '0'], somebody.home)
    expect(server.output()).toContain('live runs   no: the helper of this package is damaged')
    expect(server.output()).toContain('recorded runs meanwhile')
    expect(await (await post(server, { strategy: 'vfork' })).json()).toMatchObject({ code: 'live_unavailable', cure: 'install the package again' })
    if (browser.it) await showsRecorded(browser.it, server, 'is damaged')
    expect(await server.stop()).toBe(0)
  })

  it.skipIf(node === null)('no Linux: recorded mode, with the reason', async () => {
    // The seam: a Node that says what Node says on a Mac.
    const env = { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent("Object.defineProperty(process,'platform',{value:'darwin'})")}` }
    expect(await somebody.run([...command, 'run', 'vfork'], somebody.home, { env })).toMatchObject({
      status: 3,
      err: expect.stringContaining('live runs need Linux'),
    })
    expect((await somebody.run([...command, '--version'], somebody.home, { env })).out).toContain('helper: none. live runs need Linux')
    const server = await somebody.serve([...command, '--port', '0'], somebody.home, { env })
    expect(server.output()).toContain('live runs   no: live runs need Linux; this is darwin')
    if (browser.it) await showsRecorded(browser.it, server, 'live runs need Linux')
    expect(await server.stop()).toBe(0)
  })

  it.skipIf(node === null)('--data and --classroom; a mistyped option names what there is', async () => {
    const elsewhere = somebody.folder('elsewhere')
    const server = await somebody.serve([...command, '--port', '0', '--data', 'elsewhere', '--classroom'], somebody.home, { env: { HOST: '0.0.0.0' } })
    expect(server.output()).toContain('  class       ')
    await (await post(server, { strategy: 'vfork' })).text()
    expect(readdirSync(elsewhere)).toContain('recordings')
    expect(await server.stop()).toBe(0)
    expect(await somebody.run([...command, '--clasroom'], somebody.home)).toMatchObject({
      status: 1,
      err: expect.stringContaining('did you mean --classroom?'),
    })
  })
})

function post({ url }: Served, settings: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return fetch(`${url}/api/runs`, { method: 'POST', headers, body: JSON.stringify(settings) })
}

/** Every file that the page names is there, plain and compressed. */
async function servesFiles({ url }: Served): Promise<void> {
  const html = await (await fetch(url)).text()
  const files = [...html.matchAll(/(?:src|href)="(\.?\/?assets\/[^"]+)"/g)].map(([, file = '']) => file)
  expect(files.length).toBeGreaterThan(2)
  const encodings = new Set<string | null>()
  for (const file of files) {
    const packed = await fetch(new URL(file, `${url}/`), { headers: { 'accept-encoding': 'gzip' } })
    const plain = await fetch(new URL(file, `${url}/`), { headers: { 'accept-encoding': 'identity' } })
    expect([packed.status, plain.status, plain.headers.get('content-encoding')]).toEqual([200, 200, null])
    encodings.add(packed.headers.get('content-encoding'))
    expect(await packed.text()).toBe(await plain.text())
  }
  // Small files are not worth it.
  expect(encodings).toContain('gzip')
  expect((await fetch(`${url}/lessons.ja.html`)).status).toBe(200)
}

async function opened(browser: Browser, { url }: Served, hash: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })).newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  page.on('pageerror', (error) => expect(error.message).toBe(''))
  await page.goto(`/${hash}`)
  return page
}

async function usesPages(browser: Browser, server: Served): Promise<void> {
  const lab = await opened(browser, server, '#/lab?v=1&c=go')
  await lab.getByRole('button', { name: 'Run', exact: true }).click()
  await lab.getByText('ended with status 0').first().waitFor()
  await lab.locator('.lab-bench[data-busy="false"]').waitFor()
  await lab.close()
  const lesson = await opened(browser, server, '#/lessons/fork-in-slow-motion/2')
  await lesson.getByRole('button', { name: 'Skip the prediction' }).click()
  await lesson.locator('.lesson-foot').getByRole('button', { name: 'Next', exact: true }).click()
  await lesson.locator('.lesson-run').getByRole('button', { name: 'Run', exact: true }).click()
  await lesson.locator('.run-figures .panel').first().waitFor()
  await lesson.getByRole('link', { name: 'Teach this' }).click()
  await lesson.getByRole('button', { name: 'Open a class' }).click()
  const code = ((await lesson.locator('.console-code strong').textContent()) ?? '').replace(/\D/g, '')
  const pupil = await opened(browser, server, '#/join')
  await pupil.getByRole('textbox').fill(code)
  await pupil.getByRole('button', { name: /enter|join|go in/i }).click()
  await pupil.locator('.seat-lobby, .seat-bar').first().waitFor()
  await pupil.close()
  await lesson.close()
}

/** The recorded run is drawn, and the reason stands on the page of what works here. */
async function showsRecorded(browser: Browser, server: Served, reason: string): Promise<void> {
  const page = await opened(browser, server, '#/lab?v=1&c=vfork')
  await page
    .getByText(/Step \d+ of \d+/)
    .first()
    .waitFor()
  await page
    .getByRole('button', { name: /No live runs/ })
    .or(page.getByText(/No live runs/))
    .first()
    .waitFor()
  await page.goto('/#/check')
  await page.getByText(reason).first().waitFor()
  await page.close()
}
