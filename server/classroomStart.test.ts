/** `npx spawnscope --classroom` as a process: what it prints, and that a class gets in there. All requests stay on this machine. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { networkInterfaces, tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressesOf } from './classroomAddresses.ts'
import { fakeHelperIn } from './testing/fakeServer.ts'
import { RoomClient } from './testing/roomClient.ts'
import { type ServerProcess, startServerProcess } from './testing/serverProcess.ts'
import { until } from './testing/until.ts'

/** An address of this machine; null without a network, with the reason printed. */
function someAddress(): string | null {
  const [address] = addressesOf(networkInterfaces())
  if (address) return address.ip
  if (process.env.CI === 'true') throw new Error('there must be an address beyond loopback where CI=true')
  console.warn('skipped: this machine has no address beyond loopback')
  return null
}

const scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope-classroom-'))
const env = { SPAWNSCOPE_HELPER: fakeHelperIn(scratch), SPAWNSCOPE_DATA: path.join(scratch, 'data') }
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

describe.skipIf(someAddress() === null)('a start for a class', () => {
  const ip = someAddress() ?? ''
  let server: ServerProcess
  let link: URL
  beforeAll(async () => {
    server = await startServerProcess(env, { options: ['--classroom', '--address', ip] })
    await until('the whole greeting is printed', () => server.output().includes('Next: open'))
    link = new URL(/pupils open {2}(\S+)/.exec(server.output())?.[1] ?? '')
  })
  afterAll(() => server.stop())

  /** Asks over loopback, as if `host` had led here. */
  const statusAt = (host: string) =>
    new Promise<[number | undefined, string | undefined]>((resolve, reject) => {
      request({ hostname: '127.0.0.1', port: new URL(server.url).port, path: '/join', headers: { host } }, (response) => {
        resolve([response.resume().statusCode, response.headers.location])
      })
        .once('error', reject)
        .end()
    })

  it('prints where pupils and teacher go, with the port that it chose itself', () => {
    expect(link.port).toBe(new URL(server.url).port)
    expect(link.hostname.replace(/^\[|\]$/g, '')).toBe(ip)
    expect(server.output()).toContain(`you teach at ${link.origin}/#/class`)
    expect(server.output()).toMatch(/█{20}/)
  })

  it('answers there, and to no name of others', async () => {
    expect(await statusAt(link.host)).toEqual([302, './#/join'])
    expect((await statusAt(`evil.example:${link.port}`))[0]).toBe(421)
    expect((await statusAt(link.hostname))[0]).toBe(421)
  })

  it('says that live runs are off where the sandbox does not do, and holds classes all the same', async () => {
    expect(server.output()).toContain('its sandbox is not enough for strangers')
    expect(server.output()).toContain('Classes, questions and recorded runs work all the same.')
    const { teacher, room } = await RoomClient.teacher(server.url)
    const seat = await RoomClient.seat(server.url, room)
    await teacher.act({ of: 'show', moment: { path: '/lessons/a-process/1', query: '' } })
    expect((await seat.see(({ stage }) => stage === 'follow')).moment?.path).toBe('/lessons/a-process/1')
    await Promise.all([seat.close(), teacher.close()])
  })

  it('takes more pupils of one address than other starts do', async () => {
    const pupils = await Promise.all(Array.from({ length: 300 }, () => RoomClient.connect(server.url)))
    await Promise.all(pupils.map((pupil) => pupil.close()))
  })
})

describe('a start that cannot be for a class', () => {
  it.each([
    [
      ['--classroom', '--address', '203.0.113.250'],
      {},
      /^spawnscope: --address "203\.0\.113\.250" is no address at which other machines find this one\. Cure: /,
    ],
    [['--classroom', '--address', 'http://10.0.0.1:4000'], {}, /is neither an address nor a name/],
    [['--classroom'], { HOST: '127.0.0.1' }, /with HOST=127\.0\.0\.1 only this machine gets in, and no class\. Cure: leave HOST out/],
    [['--class'], {}, /no option "--class"; did you mean --classroom\? Otherwise there are --classroom, --address IP/],
  ])('with %j and %j ends with the cure', (options, more, words) => {
    const args = ['--import', 'tsx', path.resolve(import.meta.dirname, 'main.ts'), ...options]
    const { status, stderr } = spawnSync(process.execPath, args, { env: { PATH: process.env.PATH ?? '', PORT: '0', ...env, ...more }, encoding: 'utf8' })
    expect(status).toBe(1)
    expect(stderr).toMatch(words)
  })
})
