/** The short addresses of a class, as a browser follows them. */
import { request } from 'node:http'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Serving } from '../serve.ts'
import { startServer } from '../testing/fakeServer.ts'

const ROOM = 'AbCdEfGhIjKlMnOpQrSt-_'
let server: Serving
beforeAll(async () => {
  server = await startServer('fake')
})
afterAll(() => server.close())

const get = (name: string, init: RequestInit = {}) => fetch(`${server.url}${name}`, { redirect: 'manual', ...init })

it.each([
  ['/join', './#/join', '#/join'],
  ['/Join', './#/join', '#/join'],
  ['/join/', '../#/join', '#/join'],
  ['/join?from=wall', './#/join', '#/join'],
  [`/r/${ROOM}`, `../#/r/${ROOM}`, `#/r/${ROOM}`],
  [`/r/${ROOM}/`, `../../#/r/${ROOM}`, `#/r/${ROOM}`],
])('%s leads to %s', async (name, location, place) => {
  for (const method of ['GET', 'HEAD']) {
    const response = await get(name, { method })
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe(location)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('content-security-policy')).not.toBeNull()
    expect(new URL(location, `${server.url}${name}`).href).toBe(`${server.url}/${place}`)
  }
})

it.each(['/r/short', `/r/${ROOM}x`, '/r/', '/join/more', `/r/${encodeURIComponent('//evil.example/12345678')}`])('%s leads nowhere', async (name) => {
  const response = await get(name)
  expect(response.status).toBe(404)
  expect(response.headers.get('location')).toBeNull()
})

it('another name of the server leads nowhere: the Host check comes first', async () => {
  const { hostname, port } = new URL(server.url)
  const status = await new Promise((resolve, reject) => {
    request({ hostname, port, path: '/join', headers: { host: 'evil.example' } }, (response) => resolve(response.resume().statusCode))
      .once('error', reject)
      .end()
  })
  expect(status).toBe(421)
})

it('each counts as one file of its address, where the page counts as ten', async () => {
  const strict = await startServer('fake', { SPAWNSCOPE_FILES_PER_ADDRESS: '100' })
  const statuses = await Promise.all(Array.from({ length: 90 }, async () => (await fetch(`${strict.url}/join`, { redirect: 'manual' })).status))
  expect(new Set(statuses)).toEqual(new Set([302]))
  await strict.close()
})

it('no log has the id of a class', async () => {
  let logged = ''
  const sink = new Writable({
    write(chunk, _, done) {
      logged += chunk
      done()
    },
  })
  const watched = await startServer('fake', {}, undefined, pino({ level: 'debug' }, sink))
  for (const name of [`/r/${ROOM}`, `/R/${ROOM}/`, `/r/${ROOM}/more`, `/r/${ROOM}?x=1`]) await fetch(`${watched.url}${name}`, { redirect: 'manual' })
  await watched.close()
  expect(logged).toContain('"path":"/r/…"')
  expect(logged).not.toContain(ROOM)
})
