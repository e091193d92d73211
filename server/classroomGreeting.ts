/** What a start for a class prints below the greeting: where pupils and teacher go, and what to do next. Pure. */

import type { ClassroomAddress } from './classroomAddresses.ts'
import type { ClassroomPlan } from './planClassroom.ts'
import { terminalQr } from './terminalQr.ts'

export interface ClassroomStart extends Pick<ClassroomPlan, 'addresses' | 'publicOnes'> {
  port: number
  /** How this machine itself reaches the server. */
  url: string
  /** Whether live runs work. */
  live: boolean
  /** Whether the terminal takes colours. */
  coloured: boolean
}

const KINDS: Record<ClassroomAddress['kind'], string> = {
  network: '',
  vpn: ', a VPN: a class is hardly in it',
  virtual: ', a network inside this machine',
  'link-local': ', without a router',
  public: ', a public address: the Internet may reach it',
}

export function classroomGreeting(start: ClassroomStart): string {
  const { addresses, port, live, coloured } = start
  const [chosen, ...others] = addresses
  const lines = live ? [] : ['  Live runs are off; the reason stands above. Classes, questions and recorded runs work all the same.', '']
  if (!chosen) return `${[...lines, ...nowhere(start)].join('\n')}\n`
  const here = linkOf(chosen, port)
  lines.push(`  class       pupils open  ${here}/join`, `              you teach at ${here}/#/class`, '')
  lines.push(...terminalQr(`${here}/#/class`, coloured).map((line) => `  ${line}`), '')
  lines.push(
    // Not localhost: the page makes links and QR codes from the address by which it was opened.
    `  Next: open ${here}/#/class on this machine and press "Open a class".`,
    '  The QR code above opens the same page on a tablet or a phone. Pupils get a code of their own, from the wall.',
  )
  if (others.length > 0) {
    lines.push('', `  If the pupils' devices do not find ${chosen.host}, start again with another address:`)
    for (const address of others)
      lines.push(`    npx spawnscope --classroom --address ${address.ip}    (${address.through}${KINDS[address.kind]}) ${linkOf(address, port)}/join`)
  }
  return `${lines.join('\n')}\n`
}

/** No network to share with a class. */
function nowhere({ publicOnes, url }: ClassroomStart): string[] {
  const lines = ['  class       no: this machine has no address in a private network, so no pupil finds it.']
  if (publicOnes.length === 0) lines.push('              Join the Wi-Fi of the class, or open a hotspot on your phone and join that. Then start again.')
  for (const { ip, through } of publicOnes)
    lines.push(`              It has ${ip} (${through}), which the Internet may reach, too. To use that: npx spawnscope --classroom --address ${ip}`)
  return [...lines, `              Meanwhile you can try it by yourself at ${url}/#/class`]
}

/** Browsers leave out port 80, and so does what a pupil types. */
function linkOf({ host }: ClassroomAddress, port: number): string {
  return `http://${host}${port === 80 ? '' : `:${port}`}`
}
