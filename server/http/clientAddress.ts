/** Where a request comes from, for limits by address. Never logged. Pure. */
import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'

/**
 * `proxies`: how many proxies stand before this server (TRUST_PROXY). Each appends to X-Forwarded-For the
 * address it saw, at the end of the last line with that name, or as a line of its own after it; Node joins the lines in their
 * order. Entries further left come from the client and are not trusted. An IPv6 address counts as
 * its /64, because one household has all of it.
 */
export function addressOf(request: Pick<IncomingMessage, 'headers' | 'socket'>, proxies: number): string {
  const given = request.headers['x-forwarded-for']
  const forwarded = (Array.isArray(given) ? given.join(',') : (given ?? '')).split(',').map((name) => name.trim())
  const address = (proxies > 0 && forwarded.at(-proxies)) || (request.socket.remoteAddress ?? 'unknown')
  const plain = withoutPort(address).replace(/^::ffff:(?=\d+\.)/i, '')
  return isIPv6(plain) ? network(plain) : plain.slice(0, 64)
}

/** The name that a page gives itself in a request, so that browsers of one address can be told apart. */
const NAME = /^[\w-]{8,64}$/

/**
 * Who asks, for what one browser may do and an address may do more often. Anybody can take another name for every request: then
 * the limit of his address counts. Without a name it is the connection; but those of a proxy belong to nobody.
 */
export function clientOf(request: Pick<IncomingMessage, 'headers' | 'socket'>, proxies: number): { id: string; address: string } {
  const address = addressOf(request, proxies)
  const given = request.headers['spawnscope-client']
  if (typeof given === 'string' && NAME.test(given)) return { id: `${address} ${given}`, address }
  return { id: proxies > 0 ? address : `${address} ${request.socket.remotePort}`, address }
}

/** Some proxies append the port of each connection. It must not make every connection an address of its own. */
function withoutPort(address: string): string {
  return /^\[([^\]]*)\](?::\d+)?$/.exec(address)?.[1] ?? /^([^:]*):\d+$/.exec(address)?.[1] ?? address
}

function network(address: string): string {
  const [left = '', right = ''] = address.toLowerCase().split('::')
  const head = left === '' ? [] : left.split(':')
  const tail = right === '' ? [] : right.split(':')
  const zeros = address.includes('::') ? Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0') : []
  return `${[...head, ...zeros, ...tail].slice(0, 4).join(':')}::/64`
}
