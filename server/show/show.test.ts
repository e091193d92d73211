/** The command as a person gives it: the real helper, a real server, and what stands on the terminal. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ServerProcess, startServerProcess } from '../testing/serverProcess.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(path.join(tmpdir(), 'spawnscope-test-show-'))
const inFolder = (name: string): string => path.join(folder, name)
let server: ServerProcess

beforeAll(async () => {
  server = await startServerProcess({ SPAWNSCOPE_DATA: inFolder('data') })
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

const start = (words: readonly string[]) =>
  spawn(process.execPath, ['--import', 'tsx', path.join(ROOT, 'server/show/show.ts'), 'show', ...words], {
    env: { PATH: process.env.PATH ?? '', HOME: folder, SPAWNSCOPE_ROOT: ROOT, SPAWNSCOPE_DATA: inFolder('other') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

/** Runs it to its end. */
async function show(...words: string[]): Promise<{ status: number | null; out: string; err: string }> {
  const child = start(words)
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk) => (said.out += chunk))
  child.stderr.on('data', (chunk) => (said.err += chunk))
  const status = await new Promise<number | null>((done) => child.once('close', done))
  return { status, ...said }
}
const port = (): string => new URL(server.url).port
const LINK = /http:\/\/localhost:(\d+)\/#\/own\/([\w-]{32})/
async function stored(out: string): Promise<string> {
  const [, at, id] = LINK.exec(out) ?? []
  return (await fetch(`http://localhost:${at}/api/recordings/${id}`)).text()
}

it('a program is traced, and its trace is at the link; it keeps its own output and its own file', async () => {
  const { status, out, err } = await show('--port', port(), '--output', inFolder('kept.ndjson'), '--', 'sh', '-c', 'echo from the program; /bin/true')
  expect(err).toBe('')
  expect(status).toBe(0)
  expect(out).toContain('from the program\n')
  const trace = await stored(out)
  expect(readFileSync(inFolder('kept.ndjson'), 'utf8')).toBe(trace)
  const events = trace
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(events[0].argv.slice(-4)).toEqual(['--', 'sh', '-c', 'echo from the program; /bin/true'])
  expect(events.some(({ kind, path: program }) => kind === 'exec' && /true$/.test(program ?? ''))).toBe(true)
  expect(events.at(-1).kind).toBe('end')
})

it('a file is shown byte for byte, be it a log of strace', async () => {
  const log = '40 execve("/bin/sh", ["sh"], 0x7ffe0 /* 9 vars */) = 0\n40 vfork() = 41\n'
  writeFileSync(inFolder('a.strace'), log)
  const { status, out } = await show('--port', port(), inFolder('a.strace'))
  expect(status).toBe(0)
  expect(await stored(out)).toBe(log)
})

it('without a server it starts one, which a signal ends', async () => {
  const free = createServer().listen(0)
  const { port: unused } = free.address() as AddressInfo
  await new Promise((closed) => free.close(closed))
  const child = start(['--port', String(unused), '--', '/bin/true'])
  let out = ''
  await new Promise<void>((shown, failed) => {
    child.stdout.on('data', (chunk) => {
      out += chunk
      if (LINK.test(out) && out.includes('Ctrl-C')) shown()
    })
    child.once('close', () => failed(new Error(out)))
  })
  expect(await stored(out)).toContain('"kind":"end"')
  child.removeAllListeners('close')
  const status = new Promise((done) => child.once('close', done))
  child.kill('SIGINT')
  expect(await status).toBe(0)
  await expect(fetch(`http://localhost:${unused}/healthz`)).rejects.toThrow()
})

it('what cannot be shown is said with its cure', async () => {
  writeFileSync(inFolder('empty.log'), '')
  const stranger = createServer((_, response) => response.end('hello')).listen(0)
  const taken = String((stranger.address() as AddressInfo).port)
  const cases: [string[], number, RegExp][] = [
    [['--prot', '1', 'x'], 2, /--prot.*Cure: see spawnscope show --help/],
    [['--port', port(), inFolder('none.log')], 1, /none\.log cannot be read: ENOENT.*spawnscope show -- /],
    [['--port', port(), inFolder('empty.log')], 1, /empty\.log is empty\. Cure/],
    [['--port', port(), path.join(ROOT, 'README.md')], 1, /README\.md is no trace\. Cure/],
    [['--port', taken, inFolder('a.strace')], 1, /another program answers on port .*Cure: spawnscope show --port/],
  ]
  for (const [words, status, says] of cases) expect(await show(...words)).toMatchObject({ status, err: expect.stringMatching(says) })
  stranger.close()
  const missing = await show('--port', port(), '--', '/no/such/program')
  expect(missing.status).not.toBe(0)
  expect(missing.err).toContain('/no/such/program')
})

it('npx finds the command, as the README says', async () => {
  // What a test runner sets is not in a shell.
  const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' }
  const child = spawn('npx', ['--no', 'spawnscope', 'show', '--help'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  child.stdout.on('data', (chunk) => (out += chunk))
  expect(await new Promise((done) => child.once('close', done))).toBe(0)
  expect(out).toContain('spawnscope show [options] -- PROG')
})

it('a program traced by the command of a clone gets the environment of whoever called', async () => {
  const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' }
  const child = spawn(process.execPath, [path.join(ROOT, 'bin/spawnscope.mjs'), 'trace', '--output', '/dev/null', '--', '/usr/bin/env'], { cwd: ROOT, env })
  let out = ''
  child.stdout.on('data', (chunk) => (out += chunk))
  expect(await new Promise((done) => child.once('close', done))).toBe(0)
  expect(out.trimEnd().split('\n').sort()).toEqual([`HOME=${env.HOME}`, `PATH=${env.PATH}`])
})

it('only a tool of this machine may store a trace, and only where no other machine reaches the server', async () => {
  const post = (url: string, headers: Record<string, string> = {}) => fetch(`${url}/api/recordings`, { method: 'POST', headers, body: 'x' })
  expect((await post(server.url)).status).toBe(201)
  const page = await post(server.url, { origin: server.url })
  expect(page.status).toBe(403)
  expect(await page.json()).toMatchObject({ code: 'not_local', cure: expect.stringContaining('in a shell') })
  const open = await startServerProcess({ SPAWNSCOPE_DATA: inFolder('open'), PUBLIC_HOST: 'school.example' })
  const refused = await post(open.url)
  expect(refused.status).toBe(403)
  expect(await refused.json()).toMatchObject({ code: 'not_local', message: expect.stringContaining('other machines') })
  await open.stop()
})
