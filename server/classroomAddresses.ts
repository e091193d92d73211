/** By which addresses a class may reach this machine, the likeliest first. Pure: it takes what node:os says of the network. */
import { isIP, isIPv6 } from 'node:net'
import type { NetworkInterfaceInfo } from 'node:os'

type Kind = 'network' | 'vpn' | 'virtual' | 'link-local' | 'public'

export interface ClassroomAddress {
  /** As it stands in a link, without the port: `192.168.1.5`, `[fd00::2]`, or a name that leads to one of them. */
  host: string
  /** The address itself, without brackets. */
  ip: string
  /** For example wlan0. */
  through: string
  kind: Kind
}

export type Interfaces = NodeJS.Dict<Pick<NetworkInterfaceInfo, 'address' | 'internal'>[]>

/** Best first. A class shares the Wi-Fi, not the VPN, and a virtual bridge ends in this machine. */
const ORDER: readonly Kind[] = ['network', 'vpn', 'virtual', 'link-local', 'public']
const VPN = /^(?:u?tun|tap|wg|ppp|ipsec|tailscale|zt|nordlynx|proton)/i
const VIRTUAL = /^(?:docker|br-|veth|virbr|vmnet|vboxnet|lxc|lxd|cni|flannel|podman|vEthernet|VirtualBox|VMware)/i

/** Every address that another machine could type, and what kind it is. */
export function addressesOf(interfaces: Interfaces): ClassroomAddress[] {
  const all = Object.entries(interfaces).flatMap(([through, infos = []]) =>
    infos
      // A browser takes no link with the zone that an address of fe80::/10 needs.
      .filter(({ address, internal }) => !internal && !/^fe[89ab]/i.test(address))
      .map(({ address }) => ({ host: hostOf(address), ip: address, through, kind: kindOf(address, through) })),
  )
  return all.toSorted((one, other) => rankOf(one) - rankOf(other))
}

/** Whoever reaches a public address may sit anywhere, so a server takes one only if it was told to. */
export const isPrivate = ({ kind }: ClassroomAddress): boolean => kind !== 'public'

function rankOf({ kind, ip }: ClassroomAddress): number {
  return 2 * ORDER.indexOf(kind) + (isIPv6(ip) ? 1 : 0)
}

function kindOf(address: string, through: string): Kind {
  if (/^169\.254\./.test(address)) return 'link-local'
  // 100.64.0.0/10 is what providers of mobile networks, and some VPNs, give out.
  const own = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd])/i.test(address)
  if (!own) return 'public'
  return VPN.test(through) ? 'vpn' : VIRTUAL.test(through) ? 'virtual' : 'network'
}

/** Whether a server that listens on `host` (HOST) answers there. */
export function listensThere(host: string, { ip }: ClassroomAddress): boolean {
  if (host === '::') return true
  return host === '0.0.0.0' ? !isIPv6(ip) : plainIp(host) === plainIp(ip)
}

/**
 * The address that --address names: an address of this machine, an interface, or a name that leads to an address of this machine.
 * Throws an Error that says what there is. `lookUp` gives the addresses of a name, and rejects where there are none.
 */
export async function namedAddress(
  wanted: string,
  all: readonly ClassroomAddress[],
  lookUp: (name: string) => Promise<readonly string[]>,
): Promise<ClassroomAddress> {
  const word = wanted.replace(/^\[(.*)\]$/, '$1')
  const named = all.find(({ through }) => through === word) ?? all.find(({ ip }) => plainIp(ip) === plainIp(word))
  if (named) return named
  const nobodys = `--address ${JSON.stringify(wanted.slice(0, 100))} is no address at which other machines find this one. ${cureOf(all)}`
  if (isIP(word) !== 0) throw new Error(nobodys)
  if (!isName(word))
    throw new Error(`--address ${JSON.stringify(wanted.slice(0, 100))} is neither an address nor a name; it has no http:// and no port. ${cureOf(all)}`)
  const found = (await lookUp(word).catch(() => [])).map(plainIp)
  const leads = all.find(({ ip }) => found.includes(plainIp(ip)))
  if (!leads) throw new Error(nobodys)
  return { ...leads, host: word.toLowerCase() }
}

function cureOf(all: readonly ClassroomAddress[]): string {
  const there = all.map(({ ip, through }) => `${ip} (${through})`).join(', ')
  return there ? `Cure: one of ${there}` : 'Cure: join a network first, this machine is in none'
}

/** A host name has a letter in its last part: something like 192.168.1 would be guessed to be an address. */
function isName(word: string): boolean {
  return word.length <= 253 && /^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)*[a-z](?:[a-z0-9-]*[a-z0-9])?$/i.test(word)
}

function hostOf(ip: string): string {
  return isIPv6(ip) ? `[${plainIp(ip)}]` : ip
}

/** One spelling for each IPv6 address: that of browsers, which is what stands in a Host header. */
function plainIp(ip: string): string {
  return isIPv6(ip) && !ip.includes('%') ? new URL(`http://[${ip}]`).hostname.slice(1, -1) : ip
}
