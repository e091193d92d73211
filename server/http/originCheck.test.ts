import { describe, expect, it } from 'vitest'
import { readEnvironment } from '../environment.ts'
import { knownHostsOf, refusedOrigin, refusedUpgrade } from './originCheck.ts'

const hosts = knownHostsOf('127.0.0.1', 4000, { publicHosts: 'school.example:8080' })
const code = (headers: Record<string, string>) => refusedOrigin({ headers }, hosts)?.code ?? 'passes'

describe('the hosts', () => {
  it.each([
    ['localhost:4000', 'http://localhost:4000'],
    ['127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['[::1]:4000', 'http://[::1]:4000'],
    ['LOCALHOST:4000', 'http://localhost:4000'],
    ['school.example:8080', 'https://school.example:8080'],
  ])('let %s in from %s', (host, origin) => {
    expect(code({ host, origin })).toBe('passes')
  })

  it('let in a tool that sends no Origin', () => {
    expect(code({ host: 'localhost:4000' })).toBe('passes')
  })

  it.each(['null', 'http://evil.example', 'http://localhost:4001', 'http://localhost:4000.evil.example', 'http://evil.localhost:4000'])(
    'refuse a page of %s',
    (origin) => {
      expect(code({ host: 'localhost:4000', origin })).toBe('wrong_origin')
    },
  )

  it.each(['evil.example', 'localhost', 'localhost:80', ''])('refuse the host %j', (host) => {
    expect(code({ host, origin: `http://${host}` })).toBe('wrong_host')
  })
})

it("names of this machine's own have the port that the server listens on, also if it chose it itself", () => {
  const { names } = knownHostsOf('0.0.0.0', 54321, { publicHosts: 'school.example', ownNames: ['192.168.1.5', '[fd00::2]'] })
  for (const host of ['192.168.1.5:54321', '[fd00::2]:54321', 'school.example', 'localhost:54321']) expect(names).toContain(host)
  expect(names).not.toContain('192.168.1.5')
  expect(knownHostsOf('0.0.0.0', 80, { ownNames: ['192.168.1.5'] }).names).toContain('192.168.1.5')
})

describe('in GitHub Codespaces', () => {
  const inCodespace = { CODESPACES: 'true', CODESPACE_NAME: 'Fluffy-fork-abc123', GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN: 'app.github.dev' }
  const host = 'fluffy-fork-abc123-4000.app.github.dev'
  const codeIn = (env: NodeJS.ProcessEnv, headers: Record<string, string>) => {
    const known = knownHostsOf('127.0.0.1', 4000, readEnvironment(env))
    const codes = [refusedOrigin({ headers }, known), refusedUpgrade({ headers }, known)].map((refused) => refused?.code ?? 'passes')
    expect(codes[0]).toBe(codes[1])
    return codes[0]
  }

  it.each(['http://localhost:4000', 'https://localhost:4000', `https://${host}`])('its own host is let in from %s', (origin) => {
    expect(codeIn(inCodespace, { host, origin })).toBe('passes')
  })

  it('loopback is let in as elsewhere', () => {
    expect(codeIn(inCodespace, { host: 'localhost:4000', origin: 'http://localhost:4000' })).toBe('passes')
  })

  it.each([
    ['another port', host, 'http://localhost:4001', 'wrong_origin'],
    ['another page', host, 'https://evil.example', 'wrong_origin'],
    ['the codespace of somebody else', 'other-4000.app.github.dev', 'http://localhost:4000', 'wrong_host'],
    ['another forwarded port', 'fluffy-fork-abc123-4001.app.github.dev', 'http://localhost:4000', 'wrong_host'],
    ['another domain', 'fluffy-fork-abc123-4000.evil.example', 'http://localhost:4000', 'wrong_host'],
    ['loopback asked from the forwarded page', 'localhost:4000', `https://${host}`, 'wrong_origin'],
  ])('%s is refused', (_, asked, origin, refused) => {
    expect(codeIn(inCodespace, { host: asked, origin })).toBe(refused)
  })

  it.each([
    { CODESPACES: undefined },
    { CODESPACES: 'yes' },
    { CODESPACE_NAME: undefined },
    { CODESPACE_NAME: 'evil.example/' },
    { GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN: undefined },
    { GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN: 'localhost' },
    { GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN: 'app.github.dev:80' },
  ])('with %j nothing more is let in', (changed) => {
    const env = { ...inCodespace, ...changed }
    expect(readEnvironment(env).codespace).toBeNull()
    expect(codeIn(env, { host, origin: 'http://localhost:4000' })).toBe('wrong_host')
  })
})

describe('the environment', () => {
  it.each([
    [{ PORT: 'eighty' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ HOST: 'my computer' }, 'HOST'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ SPAWNSCOPE_ROOMS: 'maybe' }, 'SPAWNSCOPE_ROOMS is on or off'],
    [{ SPAWNSCOPE_ROOM_PASSWORD: 'short' }, 'SPAWNSCOPE_ROOM_PASSWORD'],
  ])('refuses %j and names the variable', (env, name) => {
    expect(() => readEnvironment(env)).toThrow(name)
  })

  it('says whether classes are held, and how many', () => {
    expect(readEnvironment({}).roomsOpen).toBe(true)
    expect(readEnvironment({ SPAWNSCOPE_ROOMS: 'off' }).roomsOpen).toBe(false)
    expect(readEnvironment({ SPAWNSCOPE_ROOMS: 'on', SPAWNSCOPE_ROOMS_AT_ONCE: '5' }).limits.ROOMS_AT_ONCE).toBe(5)
  })

  it('knows what can be reached from other machines', () => {
    expect(readEnvironment({ HOST: '0.0.0.0' }).exposed).toBe(true)
    expect(readEnvironment({}).exposed).toBe(false)
  })
})
