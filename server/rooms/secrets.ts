/** Ids, keys, tokens and codes of rooms: made at random, stored as hashes, compared in constant time. */
import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { NAME_WORDS } from '../../protocol/room.ts'
import type { SeatName } from '../../protocol/roomMessages.ts'

/** 128 bits: a room's id, a seat's token. */
export const newId = (): string => randomBytes(16).toString('base64url')
/** 256 bits: a teacher's key. */
export const newKey = (): string => randomBytes(32).toString('base64url')
export const newEpoch = (): string => randomBytes(6).toString('base64url')
export const newCode = (): string => String(randomInt(100_000_000)).padStart(8, '0')

export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

/** Whether a secret has this hash. How long it takes tells nothing of where two hashes differ. */
export function hasHash(secret: string, hash: string): boolean {
  const [given, stored] = [Buffer.from(secretHash(secret)), Buffer.from(hash)]
  return given.length === stored.length && timingSafeEqual(given, stored)
}

/** Names to try for a new seat. With a thousand seats three of four are still free, so that many fail together once in 10^20. */
const TRIES = 64
export function someNames(): SeatName[] {
  return Array.from({ length: TRIES }, () => [randomInt(NAME_WORDS), randomInt(NAME_WORDS)])
}
