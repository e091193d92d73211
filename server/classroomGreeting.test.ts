import { expect, it } from 'vitest'
import type { ClassroomAddress } from './classroomAddresses.ts'
import { type ClassroomStart, classroomGreeting } from './classroomGreeting.ts'
import { terminalQr } from './terminalQr.ts'

const address = (ip: string, through: string, kind: ClassroomAddress['kind'] = 'network'): ClassroomAddress => ({ host: ip, ip, through, kind })
const WIFI = address('192.168.1.5', 'wlan0')
const said = (more: Partial<ClassroomStart> = {}): string =>
  classroomGreeting({ addresses: [WIFI], publicOnes: [], port: 4000, url: 'http://localhost:4000', live: true, coloured: false, ...more })

it('says where pupils and teacher go, and what is next', () => {
  const text = said()
  expect(text).toContain('pupils open  http://192.168.1.5:4000/join\n')
  expect(text).toContain(
    terminalQr('http://192.168.1.5:4000/#/class', false)
      .map((line) => `  ${line}`)
      .join('\n'),
  )
  expect(text).toContain('open http://192.168.1.5:4000/#/class on this machine and press "Open a class"')
  expect(text).not.toMatch(/--address|Live runs/)
  expect(said({ coloured: true })).toContain('\u001b[38;5;231;48;5;16m')
})

it('leaves out port 80, as browsers do', () => {
  expect(said({ port: 80 })).toContain('http://192.168.1.5/join\n')
})

it('names every other address, what it is, and how to choose it', () => {
  const text = said({ addresses: [WIFI, address('10.8.0.2', 'tun0', 'vpn')] })
  expect(text).toContain("If the pupils' devices do not find 192.168.1.5")
  expect(text).toContain('npx spawnscope --classroom --address 10.8.0.2    (tun0, a VPN: a class is hardly in it) http://10.8.0.2:4000/join')
})

it('says that a class needs no live runs', () => {
  expect(said({ live: false })).toContain('Live runs are off; the reason stands above. Classes, questions and recorded runs work all the same.')
})

it('says so where no pupil finds this machine, with the cure', () => {
  const text = said({ addresses: [] })
  expect(text).toContain('no: this machine has no address in a private network')
  expect(text).toContain('Join the Wi-Fi of the class, or open a hotspot on your phone')
  expect(text).toContain('http://localhost:4000/#/class')
  expect(text).not.toContain('/join')
  expect(said({ addresses: [], publicOnes: [address('203.0.113.9', 'eth0', 'public')] })).toContain('npx spawnscope --classroom --address 203.0.113.9')
})
