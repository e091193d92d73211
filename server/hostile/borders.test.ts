/** Hostile requests: from other sites, under other names. Tests that need a browser are in e2e/hostile.spec.ts. */
import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtPage } from '../http/page.ts'
import type { Serving } from '../serve.ts'
import { startServer } from '../testing/fakeServer.ts'
import { LiveClient } from '../testing/liveClient.ts'

let server: Serving
let port = 0
beforeAll(async () => {
  server = await startServer('fake', {}, builtPage(process.cwd()))
  port = Number(new URL(server.url).port)
})
afterAll(() => server.close())

/** Because fetch does not allow a Host header. */
function get(path: string, headers: Record<string, string>, method = 'GET'): Promise<{ status: number; headers: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      response.resume()
      resolve({ status: response.statusCode ?? 0, headers: response.headers })
    })
      .on('error', reject)
      .end()
  })
}

function socketStatus(headers: Record<string, string>, path = '/live'): Promise<number> {
  const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' }
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers: { ...upgrade, ...headers } })
      .on('upgrade', (_, socket) => {
        socket.destroy()
        resolve(101)
      })
      .on('response', (response) => resolve(response.statusCode ?? 0))
      .on('error', reject)
      .end()
  })
}

const own = () => ({ host: `localhost:${port}`, origin: `http://localhost:${port}` })

describe('the borders', () => {
  it('let our own page in', async () => {
    expect(await socketStatus(own())).toBe(101)
    expect((await get('/', own())).status).not.toBe(421)
  })

  it('63: a foreign Origin', async () => {
    expect(await socketStatus({ ...own(), origin: 'http://evil.example' })).toBe(403)
    expect((await get('/api/runs', { ...own(), origin: 'http://evil.example' }, 'POST')).status).toBe(403)
  })

  it('64: Origin null', async () => {
    expect(await socketStatus({ ...own(), origin: 'null' })).toBe(403)
  })

  it('65: no Origin opens no socket', async () => {
    expect(await socketStatus({ host: own().host })).toBe(403)
  })

  it.each([
    ['a suffix', (at: string) => `${at}.evil.example`],
    ['a prefix', (at: string) => at.replace('localhost', 'evil-localhost')],
    ['a user', (at: string) => at.replace('//', '//localhost@evil.example:')],
    ['another port', () => 'http://localhost:1'],
    ['another scheme', (at: string) => at.replace('http', 'ftp')],
    ['upper case', (at: string) => at.toUpperCase()],
    ['a slash', (at: string) => `${at}/`],
    ['two of them', (at: string) => `${at} ${at}`],
  ])('66: an Origin with %s', async (_, twist) => {
    expect(await socketStatus({ ...own(), origin: twist(own().origin) })).toBe(403)
  })

  it.each(['/', '/embed', '/api/describe', '/api/recordings/x', '/assets/x.js'])('67: a rebound Host on %s', async (path) => {
    for (const host of ['evil.example', `evil.example:${port}`, 'localhost', `localhost:${port}.evil.example`])
      expect((await get(path, { host, origin: `http://${host}` })).status).toBe(421)
  })

  it('67: a rebound Host on the socket', async () => {
    expect(await socketStatus({ host: `evil.example:${port}`, origin: `http://evil.example:${port}` })).toBe(421)
  })

  it('68: a form or a text/plain fetch of another site starts nothing', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const response = await get('/api/runs', { ...own(), origin: 'http://evil.example', 'content-type': type }, 'POST')
      expect(response.status).toBe(403)
      const without = await get('/api/runs', { host: own().host, 'content-type': type }, 'POST')
      expect(without.status).toBe(415)
    }
  })

  it('69: only /embed may be framed', async () => {
    const page = await get('/', own())
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(page.headers['x-frame-options']).toBe('DENY')
    const embed = await get('/embed', own())
    expect(embed.headers['content-security-policy']).toContain('frame-ancestors *')
    expect(embed.headers['x-frame-options']).toBeUndefined()
    const answer = await get('/api/check', own())
    expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'")
  })

  it('every answer has its headers, and each page a nonce of its own', async () => {
    const pages = await Promise.all([get('/', own()), get('/', own())])
    expect(pages[0]?.headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin-allow-popups',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    expect(pages[0]?.headers['permissions-policy']).toContain('camera=()')
    expect(pages[0]?.headers['x-powered-by']).toBeUndefined()
    const nonces = pages.map(({ headers }) => /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1])
    expect(nonces[0]).toMatch(/^[\w-]{22}$/)
    expect(nonces[0]).not.toBe(nonces[1])
  })

  it.each(['//', '/\\', 'http://', '*', '/live/../live', '/%00'])('an upgrade to %j is answered, and the server stays', async (path) => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () =>
        socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`),
      )
      socket.on('data', (data) => resolve(String(data)))
      socket.on('close', () => resolve('closed'))
    })
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d|closed/)
    expect((await get('/healthz', {})).status).toBe(200)
  })

  it('a socket that breaks while it opens is no error', async () => {
    for (let n = 0; n < 20; n += 1) {
      const socket = connect(port, '127.0.0.1')
      socket.write(`GET /live HTTP/1.1\r\nHost: evil\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`)
      socket.resetAndDestroy()
    }
    const client = await LiveClient.open(server.url)
    expect((await client.next('welcome')).version).toBe(1)
    await client.close()
  })
})
