/** An order that looks like chance and comes again for the same seed and name. Pure. */

import { seededRandom } from '../../protocol/seededRandom.ts'

/** The numbers from 0 to count - 1, mixed. */
export function shuffled(count: number, seed: number, name: string): number[] {
  const next = seededRandom(hashed(`${seed} ${name}`))
  const order = Array.from({ length: count }, (_, at) => at)
  // Fisher and Yates: each place gets one of those that are left.
  for (let at = count - 1; at > 0; at -= 1) {
    const other = Math.floor(next() * (at + 1))
    const [a, b] = [order[at] ?? at, order[other] ?? other]
    order[at] = b
    order[other] = a
  }
  return order
}

/** FNV-1a, 32 bits. */
function hashed(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
