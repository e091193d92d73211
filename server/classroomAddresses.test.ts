import { describe, expect, it } from 'vitest'
import { addressesOf, type Interfaces, isPrivate, listensThere, namedAddress } from './classroomAddresses.ts'

const at = (...addresses: string[]): { address: string; internal: boolean }[] => addresses.map((address) => ({ address, internal: false }))
const LAPTOP: Interfaces = {
  lo: [
    { address: '127.0.0.1', internal: true },
    { address: '::1', internal: true },
  ],
  docker0: at('172.17.0.1'),
  tun0: at('10.8.0.2'),
  eth9: at('169.254.7.7'),
  enp3s0: at('203.0.113.9', '2001:db8::9'),
  wlan0: at('fe80::1', 'FD00::2', '192.168.1.5'),
}
const hosts = (interfaces: Interfaces): string[] => addressesOf(interfaces).map(({ host }) => host)

describe('the addresses of a machine', () => {
  it('come with the Wi-Fi first, then VPN, bridges, link-local, and what everybody reaches', () => {
    expect(hosts(LAPTOP)).toEqual(['192.168.1.5', '[fd00::2]', '10.8.0.2', '172.17.0.1', '169.254.7.7', '203.0.113.9', '[2001:db8::9]'])
    expect(addressesOf(LAPTOP).filter(isPrivate)).toHaveLength(5)
  })
  it.each([
    ['10.0.0.1', 'wlp2s0', 'network'],
    ['172.16.0.1', 'eth0', 'network'],
    ['172.31.255.1', 'eth0', 'network'],
    ['172.32.0.1', 'eth0', 'public'],
    ['172.15.0.1', 'eth0', 'public'],
    ['100.64.0.1', 'wwan0', 'network'],
    ['100.127.9.9', 'tailscale0', 'vpn'],
    ['100.128.0.1', 'wwan0', 'public'],
    ['192.0.2.2', 'eth0', 'public'],
    ['192.168.122.1', 'virbr0', 'virtual'],
    ['172.18.0.1', 'br-5f2a', 'virtual'],
    ['10.0.0.1', 'br0', 'network'],
    ['10.1.1.1', 'utun4', 'vpn'],
    ['fc00::1', 'en0', 'network'],
    ['169.254.1.1', 'en0', 'link-local'],
  ])('%s through %s is of the kind %s', (address, through, kind) => {
    expect(addressesOf({ [through]: at(address) })).toMatchObject([{ ip: address, through, kind }])
  })
  it('are none without a network', () => {
    expect(hosts({ lo: LAPTOP.lo })).toEqual([])
    expect(hosts({ wlan0: undefined })).toEqual([])
    expect(hosts({ wlan0: at('fe80::1', 'febf::1') })).toEqual([])
  })
  it.each([
    ['0.0.0.0', ['192.168.1.5', '10.8.0.2', '172.17.0.1', '169.254.7.7', '203.0.113.9']],
    ['::', hosts(LAPTOP)],
    ['fd00:0::2', ['[fd00::2]']],
    ['10.8.0.2', ['10.8.0.2']],
    ['127.0.0.1', []],
    ['localhost', []],
  ])('answer if the server listens on %s: %j', (host, there) => {
    expect(
      addressesOf(LAPTOP)
        .filter((address) => listensThere(host, address))
        .map((one) => one.host),
    ).toEqual(there)
  })
})

describe('--address', () => {
  const all = addressesOf(LAPTOP)
  const lookUp = async (name: string): Promise<string[]> => {
    if (name === 'desk.local') return ['fe80::1', '10.8.0.2']
    if (name === 'far.example') return ['198.51.100.7']
    if (name === 'localhost') return ['127.0.0.1']
    throw new Error('ENOTFOUND')
  }
  it.each([
    ['10.8.0.2', '10.8.0.2'],
    ['203.0.113.9', '203.0.113.9'],
    ['fd00:0:0::2', '[fd00::2]'],
    ['[fd00::2]', '[fd00::2]'],
    ['wlan0', '192.168.1.5'],
    ['desk.local', 'desk.local'],
    ['DESK.local', 'desk.local'],
  ])('%s means %s', async (wanted, host) => {
    const names = async (name: string) => lookUp(name.toLowerCase())
    expect((await namedAddress(wanted, all, names)).host).toBe(host)
  })
  it.each([
    ['192.168.1.6', /"192\.168\.1\.6" is no address at which other machines find this one\. Cure: one of 192\.168\.1\.5 \(wlan0\), /],
    ['127.0.0.1', /is no address at which/],
    ['localhost', /is no address at which/],
    ['far.example', /is no address at which/],
    ['nobody', /is no address at which/],
    ['fe80::1%eth0', /is no address at which/],
    ['http://192.168.1.5:4000', /is neither an address nor a name; it has no http:\/\/ and no port\. Cure: one of/],
    ['192.168.1.5:4000', /is neither/],
    ['192.168.1', /is neither/],
    ['my laptop', /is neither/],
    ['x'.repeat(300), /^--address "x{100}" is neither/],
  ])('%s is refused, with what there is', async (wanted, words) => {
    await expect(namedAddress(wanted, all, lookUp)).rejects.toThrow(words)
  })
  it('says so where there is no network', async () => {
    await expect(namedAddress('192.168.1.5', [], lookUp)).rejects.toThrow('Cure: join a network first')
  })
})
