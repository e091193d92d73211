/** Decides which requests may pass. No page of another site may start runs here, and no rebound name (DNS rebinding) may reach us. Pure. */
import type { IncomingMessage } from 'node:http'
import type { Refusal } from '../../protocol/errors.ts'
import { refusal } from '../refusals.ts'

export interface KnownHosts {
  /** The names this server answers to, as `host:port`. */
  names: ReadonlySet<string>
  /** The name under which GitHub Codespaces forwards the port, and the origins that its proxy puts in place of the page's. */
  forwarded?: { host: string; origins: readonly string[] }
}

/** A codespace, as its environment names it (server/environment.ts). */
interface CodespaceName {
  name: string
  domain: string
}

interface OtherNames {
  /** Names with a port of their own, comma-separated (PUBLIC_HOST). */
  publicHosts?: string
  /** Names that have the server's port. */
  ownNames?: readonly string[]
  codespace?: CodespaceName | null
}

/** Loopback's names, the address that the server listens on, and the other names that its operator gave it. */
export function knownHostsOf(host: string, port: number, { publicHosts = '', ownNames = [], codespace = null }: OtherNames = {}): KnownHosts {
  const names = ['localhost', '127.0.0.1', '[::1]', host.includes(':') ? `[${host}]` : host, ...ownNames]
  const further = publicHosts.split(',').map((name) => name.trim().toLowerCase())
  return {
    names: new Set([...names.map((name) => `${name}:${port}`), ...(port === 80 ? names : []), ...further.filter(Boolean)]),
    ...(codespace && { forwarded: forwardedBy(codespace, port) }),
  }
}

/** The proxy of a codespace hands Host on, but writes localhost into Origin. The port is in the name, and nothing else has that name. */
function forwardedBy({ name, domain }: CodespaceName, port: number): { host: string; origins: readonly string[] } {
  return { host: `${name}-${port}.${domain}`.toLowerCase(), origins: [`http://localhost:${port}`, `https://localhost:${port}`] }
}

/**
 * Null if the request may pass. A browser always sends Origin with a socket and with a
 * cross-site POST; a request without one is a tool like curl, which no web page can drive.
 */
export function refusedOrigin(request: Pick<IncomingMessage, 'headers'>, hosts: KnownHosts): Refusal | null {
  const host = (request.headers.host ?? '').toLowerCase()
  const forwarded = hosts.forwarded?.host === host ? hosts.forwarded : undefined
  if (!hosts.names.has(host) && !forwarded)
    return refusal('wrong_host', `this server is not ${JSON.stringify(host)}`, `use http://${[...hosts.names][0]}, or name the host in PUBLIC_HOST`)
  const { origin } = request.headers
  if (origin === undefined) return null
  if (origin === `http://${host}` || origin === `https://${host}`) return null
  if (forwarded?.origins.includes(origin)) return null
  return refusal('wrong_origin', `a page of ${origin} may not use this server`, `open http://${host} itself`)
}

/** Only a page of this server may open a socket: Origin must be present and be our own. */
export function refusedUpgrade(request: Pick<IncomingMessage, 'headers'>, hosts: KnownHosts): Refusal | null {
  const refused = refusedOrigin(request, hosts)
  if (refused || request.headers.origin !== undefined) return refused
  const own = `http://${request.headers.host}`
  return refusal('wrong_origin', 'the request for a socket has no Origin', `a tool sends -H 'Origin: ${own}', or uses POST ${own}/api/runs`)
}
