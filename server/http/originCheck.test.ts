import { describe, expect, it } from 'vitest'
import { readEnvironment } from '../environment.ts'
import { knownHostsOf, refusedOrigin } from './originCheck.ts'

const hosts = knownHostsOf('127.0.0.1', 4000, 'school.example:8080')
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

describe('the environment', () => {
  it.each([
    [{ PORT: 'eighty' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ HOST: 'my computer' }, 'HOST'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
  ])('refuses %j and names the variable', (env, name) => {
    expect(() => readEnvironment(env)).toThrow(name)
  })

  it('knows what can be reached from other machines', () => {
    expect(readEnvironment({ HOST: '0.0.0.0' }).exposed).toBe(true)
    expect(readEnvironment({}).exposed).toBe(false)
  })
})
