/** The built page as a browser fetches it, also while its files change under the server. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Serving } from '../serve.ts'
import { startServer } from '../testing/fakeServer.ts'
import { builtPage } from './page.ts'
import { NONCE_MARK } from './securityHeaders.ts'

const root = mkdtempSync(path.join(tmpdir(), 'spawnscope-page-'))
const assets = path.join(root, 'dist/client/assets')
const SCRIPT = 'console.log("here")\n'
let server: Serving

beforeAll(async () => {
  mkdirSync(assets, { recursive: true })
  writeFileSync(path.join(root, 'dist/client/index.html'), `<!doctype html><title>page</title><meta nonce="${NONCE_MARK}">`)
  for (const name of ['kept', 'gone']) {
    writeFileSync(path.join(assets, `${name}-1.js`), SCRIPT)
    writeFileSync(path.join(assets, `${name}-1.js.br`), brotliCompressSync(SCRIPT))
  }
  server = await startServer('fake', {}, builtPage(root))
})
afterAll(async () => {
  await server.close()
  rmSync(root, { recursive: true, force: true })
})

const get = (name: string, encoding: string) => fetch(`${server.url}${name}`, { headers: { 'accept-encoding': encoding } })

it('is sent compressed to clients that accept it, plain to others, and cached for ever', async () => {
  for (const [asked, sent] of [
    ['br', 'br'],
    ['identity', null],
  ] as const) {
    const response = await get('/assets/kept-1.js', asked)
    expect(response.headers.get('content-encoding')).toBe(sent)
    expect(response.headers.get('content-type')).toMatch(/javascript/)
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(await response.text()).toBe(SCRIPT)
  }
})

it('is sent with few headers, which forbid more than those of a page', async () => {
  const { headers } = await get('/assets/kept-1.js', 'br')
  expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none';script-src 'self';require-trusted-types-for 'script'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('vary')).toBe('Accept-Encoding')
  const bytes = [...headers].reduce((sum, [name, value]) => sum + `${name}: ${value}\r\n`.length, 0)
  expect(bytes).toBeLessThan(600)
  // What is no asset keeps them all.
  expect((await get('/assets/unknown.js', 'br')).headers.get('permissions-policy')).toContain('camera=()')
})

it('a file that disappears while the server runs is a 404, and the server stays up', async () => {
  rmSync(assets, { recursive: true })
  expect((await get('/assets/gone-1.js', 'br')).status).toBe(404)
  expect((await get('/', 'br')).status).toBe(200)
})

it('the page itself is sent compressed to clients that accept it, each time with a new nonce', async () => {
  const nonces = new Set<string | undefined>()
  for (const [asked, sent] of [
    ['gzip', 'gzip'],
    ['identity', null],
    ['gzip, deflate, br', 'br'],
  ] as const) {
    const response = await get('/', asked)
    expect(response.headers.get('content-encoding')).toBe(sent)
    expect(response.headers.get('vary')).toMatch(/accept-encoding/i)
    const nonce = /nonce="([^"]+)"/.exec(await response.text())?.[1]
    expect(response.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`)
    nonces.add(nonce)
  }
  expect(nonces.size).toBe(3)
})
