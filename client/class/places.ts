/** Addresses as a class knows them. The language of the page is its reader's own, so it is no part of a place. Pure. */
import type { RoomMoment } from '../../protocol/room.ts'

/** Pages that are drawn as the small page of a seat (client/seat). */
const SEAT_PATHS = ['join', 'r', 'wall']
/** The pages of a class itself. Nobody is led there. */
const CLASS_PATHS = [...SEAT_PATHS, 'teach', 'class']

export interface ClassPlace {
  path: string
  query: string
}

/** Without the language, and without the last slash. */
export function placeOf(path: string, query: string): ClassPlace {
  const words = query.split('&').filter((word) => word !== '' && !word.startsWith('lang='))
  return { path: path.length > 1 ? path.replace(/\/$/, '') : path, query: words.join('&') }
}

export function samePlace(a: ClassPlace, b: ClassPlace): boolean {
  return a.path === b.path && sorted(a.query) === sorted(b.query)
}

/** The same page with the same settings; the cursor may be elsewhere. */
export function sameButCursor(a: ClassPlace, b: ClassPlace): boolean {
  return samePlace(withCursor(a, { at: null, pin: null }), withCursor(b, { at: null, pin: null }))
}

/** With the cursor there; nulls take it out. */
export function withCursor({ path, query }: ClassPlace, { at, pin }: { at: number | null; pin: string | null }): ClassPlace {
  const words = query.split('&').filter((word) => word !== '' && !/^(at|pin)=/.test(word))
  if (words.length === 0 && (at !== null || pin !== null)) words.push('v=1')
  if (at !== null) words.push(`at=${at}`)
  if (pin !== null) words.push(`pin=${encodeURIComponent(pin)}`)
  return { path, query: words.length === 1 && words[0] === 'v=1' ? '' : words.join('&') }
}

/** Where the cursor of an address is. */
export function cursorOf({ query }: ClassPlace): { at: number | null; pin: string | null } {
  const words = new URLSearchParams(query)
  const at = Number(words.get('at') ?? Number.NaN)
  return { at: Number.isInteger(at) && at >= 0 ? at : null, pin: words.get('pin') }
}

/** The address to go to. */
export function writtenPlace({ path, query }: ClassPlace): string {
  return query === '' ? path : `${path}?${query}`
}

/** The lesson and the step, from 1, that an address is at. */
export function lessonAt(path: string): { slug: string; step: number } | null {
  const found = /^\/lessons\/([a-z0-9-]+)(?:\/(\d+))?$/.exec(path)
  return found?.[1] ? { slug: found[1], step: Number(found[2] ?? 1) } : null
}

export const isSeatPath = (path: string): boolean => SEAT_PATHS.includes(path.split('/')[1] ?? '')
/** Whether a place is one of the class's own pages. */
export const isClassPath = (path: string): boolean => CLASS_PATHS.includes(path.split('/')[1] ?? '')

export const placeOfMoment = ({ path, query }: RoomMoment): ClassPlace => placeOf(path, query)

function sorted(query: string): string {
  return query
    .split('&')
    .filter((word) => word !== '' && word !== 'v=1')
    .toSorted()
    .join('&')
}
