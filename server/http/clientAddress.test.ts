import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { addressOf, clientOf } from './clientAddress.ts'

const of = (remoteAddress: string, forwarded: string | undefined, proxies: number): string =>
  addressOf({ headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }, socket: { remoteAddress } as IncomingMessage['socket'] }, proxies)

describe('where a request comes from', () => {
  it.each([
    ['no proxy: what is claimed is not believed', '10.0.0.1', '203.0.113.7', 0, '10.0.0.1'],
    ['one proxy: what it saw', '10.0.0.1', '6.6.6.6, 203.0.113.7', 1, '203.0.113.7'],
    ['two proxies', '10.0.0.1', '6.6.6.6, 203.0.113.7, 10.0.0.2', 2, '203.0.113.7'],
    ['a proxy that says nothing', '10.0.0.1', undefined, 1, '10.0.0.1'],
    ['an IPv4 address in IPv6', '::ffff:203.0.113.7', undefined, 0, '203.0.113.7'],
    ['an IPv6 address counts as its network', '2001:db8:1:2:3:4:5:6', undefined, 0, '2001:db8:1:2::/64'],
    ['written short', '2001:db8::6', undefined, 0, '2001:db8:0:0::/64'],
    ['loopback', '::1', undefined, 0, '0:0:0:0::/64'],
    ['with a port, as some proxies append it', '10.0.0.1', '6.6.6.6:1, 203.0.113.7:50123', 1, '203.0.113.7'],
    ['an IPv6 address with a port', '10.0.0.1', '[2001:db8:1:2::6]:50123', 1, '2001:db8:1:2::/64'],
    ['an IPv6 address in brackets', '10.0.0.1', '[2001:db8:1:2::6]', 1, '2001:db8:1:2::/64'],
    ['what is no address is cut', '10.0.0.1', 'x'.repeat(10_000), 1, 'x'.repeat(64)],
  ])('%s', (_, remote, forwarded, proxies, address) => {
    expect(of(remote, forwarded, proxies)).toBe(address)
  })
})

describe('which browser of an address asks', () => {
  const client = (name: string | undefined, proxies: number): string => {
    const headers = { ...(name !== undefined && { 'spawnscope-client': name }), 'x-forwarded-for': '203.0.113.7' }
    return clientOf({ headers, socket: { remoteAddress: '10.0.0.1', remotePort: 4711 } as IncomingMessage['socket'] }, proxies).id
  }
  it.each([
    ['the name that its page chose, at its own address only', 'abcdefgh', 0, '10.0.0.1 abcdefgh'],
    ['also behind a proxy', 'abcdefgh', 1, '203.0.113.7 abcdefgh'],
    ['without a name: its connection', undefined, 0, '10.0.0.1 4711'],
    ['a connection of a proxy belongs to nobody', undefined, 1, '203.0.113.7'],
    ['what is no name: the same', 'x'.repeat(65), 0, '10.0.0.1 4711'],
  ])('%s', (_, name, proxies, id) => expect(client(name, proxies)).toBe(id))
})
