/** Whether the page of an address can read its query. */
import { MOMENT_QUERY_CHARS } from '../../protocol/room.ts'
import type { ClassPlace } from '../class/places.ts'
import { readLink } from '../model/link.ts'

/** A program in the address is unpacked by its page alone, which says so if it cannot. */
export function isReadable({ path, query }: ClassPlace): boolean {
  return path === '/own' ? query.length <= MOMENT_QUERY_CHARS : readLink(query).ok
}
