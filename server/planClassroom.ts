/**
 * `npx spawnscope --classroom`: what differs from other starts, so that a class on the same network reaches this machine. What the
 * environment sets stays.
 */
import { addressesOf, type ClassroomAddress, type Interfaces, isPrivate, listensThere, namedAddress } from './classroomAddresses.ts'

export interface ClassroomPlan {
  /** Variables for this start, over those of the environment. */
  env: Record<string, string>
  /** Names that the server answers to, without the port. */
  names: readonly string[]
  /** Where the class goes, the chosen one first. Empty: no network that a class could share. */
  addresses: readonly ClassroomAddress[]
  /** Public addresses, which only --address chooses. */
  publicOnes: readonly ClassroomAddress[]
}

/** Behind the router of a school, or in a hotspot, a whole class may have one address. */
const SOCKETS = '2500'

/**
 * `wanted`: what --address says. Throws an Error that names the cure if it is no address of this machine, or if the environment
 * keeps the class out.
 */
export async function planClassroom(
  env: NodeJS.ProcessEnv,
  wanted: string | null,
  interfaces: Interfaces,
  lookUp: (name: string) => Promise<readonly string[]>,
): Promise<ClassroomPlan> {
  if (env.SPAWNSCOPE_ROOMS === 'off') throw new Error('--classroom holds a class, and SPAWNSCOPE_ROOMS=off forbids it. Cure: leave one of the two out')
  const all = addressesOf(interfaces)
  const chosen = wanted === null ? null : await namedAddress(wanted, all, lookUp)
  const host = env.HOST ?? listeningOn(chosen ?? all.find(isPrivate))
  if (/^(?:localhost|::1|127\..*)$/.test(host)) throw new Error(`with HOST=${host} only this machine gets in, and no class. Cure: leave HOST out`)
  if (chosen && !listensThere(host, chosen)) throw new Error(`--address ${chosen.host} is not where HOST=${host} listens. Cure: leave HOST out`)

  const reached = all.filter((address) => listensThere(host, address))
  // Whoever has named an address in HOST has chosen it, whatever its kind.
  const named = host === env.HOST && host !== '0.0.0.0' && host !== '::'
  const usual = reached.filter((address) => named || isPrivate(address))
  const addresses = chosen ? [chosen, ...usual.filter((address) => address.host !== chosen.host)] : usual
  return {
    env: {
      HOST: host,
      SPAWNSCOPE_SOCKETS: env.SPAWNSCOPE_SOCKETS ?? SOCKETS,
      SPAWNSCOPE_SOCKETS_PER_ADDRESS: env.SPAWNSCOPE_SOCKETS_PER_ADDRESS ?? SOCKETS,
    },
    names: addresses.map((address) => address.host),
    addresses,
    publicOnes: reached.filter((address) => !isPrivate(address) && !addresses.includes(address)),
  }
}

/** All addresses of the kind that the class types. Most networks have IPv4; `::` takes both. */
function listeningOn(address: ClassroomAddress | undefined): string {
  return address?.ip.includes(':') ? '::' : '0.0.0.0'
}
