import { describe, expect, it } from 'vitest'
import type { Interfaces } from './classroomAddresses.ts'
import { planClassroom } from './planClassroom.ts'

const at = (...addresses: string[]) => addresses.map((address) => ({ address, internal: false }))
const LAPTOP: Interfaces = { wlan0: at('192.168.1.5', 'fd00::2'), tun0: at('10.8.0.2'), eth0: at('203.0.113.9') }
const lookUp = async (): Promise<string[]> => ['192.168.1.5']
const plan = (env: NodeJS.ProcessEnv = {}, wanted: string | null = null, interfaces: Interfaces = LAPTOP) => planClassroom(env, wanted, interfaces, lookUp)

describe('a start for a class', () => {
  it('listens everywhere, answers to every private address, and takes 2,500 sockets', async () => {
    const { env, names, addresses, publicOnes } = await plan()
    expect(env).toEqual({ HOST: '0.0.0.0', SPAWNSCOPE_SOCKETS: '2500', SPAWNSCOPE_SOCKETS_PER_ADDRESS: '2500' })
    expect(names).toEqual(['192.168.1.5', '10.8.0.2'])
    expect(addresses[0]?.through).toBe('wlan0')
    expect(publicOnes.map(({ host }) => host)).toEqual(['203.0.113.9'])
  })
  it('leaves what the environment sets', async () => {
    const { env } = await plan({ HOST: '::', SPAWNSCOPE_SOCKETS: '30', SPAWNSCOPE_SOCKETS_PER_ADDRESS: '20' })
    expect(env).toEqual({ HOST: '::', SPAWNSCOPE_SOCKETS: '30', SPAWNSCOPE_SOCKETS_PER_ADDRESS: '20' })
  })
  it.each([
    ['10.8.0.2', '0.0.0.0', ['10.8.0.2', '192.168.1.5']],
    ['wlan0', '0.0.0.0', ['192.168.1.5', '10.8.0.2']],
    ['desk.local', '0.0.0.0', ['desk.local', '192.168.1.5', '10.8.0.2']],
    ['203.0.113.9', '0.0.0.0', ['203.0.113.9', '192.168.1.5', '10.8.0.2']],
    ['fd00::2', '::', ['[fd00::2]', '192.168.1.5', '10.8.0.2']],
  ])('with --address %s listens on %s and answers to %j', async (wanted, host, names) => {
    const given = await plan({}, wanted)
    expect(given.env.HOST).toBe(host)
    expect(given.names).toEqual(names)
  })
  it.each([
    ['::', ['192.168.1.5', '[fd00::2]', '10.8.0.2']],
    ['10.8.0.2', ['10.8.0.2']],
    ['203.0.113.9', ['203.0.113.9']],
    ['198.51.100.1', []],
  ])('with HOST=%s answers to %j', async (HOST, names) => {
    expect((await plan({ HOST })).names).toEqual(names)
  })
  it('takes IPv6 where there is nothing else', async () => {
    const { env, names } = await plan({}, null, { wlan0: at('fd00::2') })
    expect([env.HOST, names]).toEqual(['::', ['[fd00::2]']])
  })
  it('has no address without a private one', async () => {
    expect(await plan({}, null, { eth0: at('203.0.113.9') })).toMatchObject({ names: [], addresses: [], publicOnes: [{ host: '203.0.113.9' }] })
    expect(await plan({}, null, {})).toMatchObject({ env: { HOST: '0.0.0.0' }, names: [], addresses: [], publicOnes: [] })
  })
  it.each([
    [{ HOST: '127.0.0.1' }, null, 'with HOST=127.0.0.1 only this machine gets in, and no class. Cure: leave HOST out'],
    [{ HOST: 'localhost' }, null, 'Cure: leave HOST out'],
    [{ HOST: '192.168.1.5' }, '10.8.0.2', '--address 10.8.0.2 is not where HOST=192.168.1.5 listens. Cure: leave HOST out'],
    [{ HOST: '0.0.0.0' }, 'fd00::2', '--address [fd00::2] is not where HOST=0.0.0.0 listens'],
    [{ SPAWNSCOPE_ROOMS: 'off' }, null, 'SPAWNSCOPE_ROOMS=off forbids it. Cure: leave one of the two out'],
    [{}, '192.168.1.77', 'is no address at which other machines find this one'],
  ])('is refused with %j and --address %s', async (env, wanted, words) => {
    await expect(plan(env, wanted)).rejects.toThrow(words)
  })
})
