/**
 * Checks sources against the table of rooms. Faults: a file outside every room, an import that is not in the table, an
 * import of a room above or beside, a circle of files. Pure: paths and texts in, faults out.
 */
import path from 'node:path'
import { circlesOf } from './circles.ts'
import type { Room } from './rooms.ts'

export interface CheckedArrows {
  /** How many imports were checked. */
  imports: number
  /** One line each: who, what is wrong, and the cure. */
  faults: string[]
}

/** Tests may import whatever they test. */
const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file)

/** `sources`: the text of each file, by its path from the root of the repository. */
export function checkArrows(sources: ReadonlyMap<string, string>, rooms: readonly Room[]): CheckedArrows {
  const roomOf = roomFinder(rooms)
  const faults: string[] = []
  const arrows = new Map<string, string[]>()
  let imports = 0
  for (const [file, text] of sources) {
    if (isTest(file)) continue
    const room = roomOf(file)
    if (!room) {
      faults.push(`${file} stands in no room. Cure: put it where it belongs, or give its folder a row in scripts/check/rooms.ts`)
      continue
    }
    const targets = importsOf(file, text)
    arrows.set(file, targets)
    imports += targets.length
    for (const target of targets) {
      const fault = faultOf(room, target, roomOf, rooms)
      if (fault) faults.push(`${file} may not import ${target}: ${fault}`)
    }
  }
  for (const circle of circlesOf(arrows))
    faults.push(`a circle of files: ${circle.toSorted().join(', ')}. Cure: what all of them need goes into a file of its own`)
  return { imports, faults }
}

/** A room's row, with the folder that matched it. */
interface Found {
  row: Room
  /** `client/pages/lab` for a file of it, where the row says `client/pages/*`. */
  place: string
}

function faultOf(from: Found, target: string, roomOf: (file: string) => Found | undefined, rooms: readonly Room[]): string | undefined {
  if (!/^(?:\.|[a-z]+\/)/.test(target) || !isOurs(target, rooms)) {
    return (from.row.packages ?? []).some((pattern) => matches(pattern, target)) ? undefined : `the row of ${from.row.room} has no such package`
  }
  const to = roomOf(target)
  if (!to) return 'it stands in no room'
  if (to.place === from.place) return undefined
  if (!from.row.may.includes(to.row.room)) return `${from.row.room} may import ${from.row.may.join(', ') || 'nothing of ours'} (scripts/check/rooms.ts)`
  if (rooms.indexOf(to.row) <= rooms.indexOf(from.row)) return `${to.row.room} stands above ${from.row.room} in scripts/check/rooms.ts, and arrows go down`
  return undefined
}

const isOurs = (target: string, rooms: readonly Room[]): boolean => rooms.some(({ room }) => target.startsWith(`${room.split('/')[0]}/`) || target === room)

/** The longest row that holds the file. */
export function roomFinder(rooms: readonly Room[]): (file: string) => Found | undefined {
  const rows = rooms.toSorted((a, b) => b.room.length - a.room.length)
  return (file) => {
    for (const row of rows) {
      if (row.room === file) return { row, place: file }
      const place = placeIn(row.room, file)
      if (place !== undefined && (!row.flat || path.dirname(file) === row.room)) return { row, place }
    }
    return undefined
  }
}

/** The folder of `room` that holds `file`; undefined when it does not. */
function placeIn(room: string, file: string): string | undefined {
  const wanted = room.split('/')
  const given = file.split('/')
  if (given.length <= wanted.length) return wanted.length === given.length && room.includes('*.') && matches(room, file) ? path.dirname(file) : undefined
  return wanted.every((word, at) => word === '*' || word === given[at]) ? given.slice(0, wanted.length).join('/') : undefined
}

function matches(pattern: string, word: string): boolean {
  const [before = '', after] = pattern.split('*')
  return after === undefined ? pattern === word : word.startsWith(before) && word.endsWith(after)
}

/** Paths from the root, or names of packages. Biome formats the imports, so a pattern finds them, those of types too. */
export function importsOf(file: string, text: string): string[] {
  const pattern = /^(?:import|export|\}) (?:.* )?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'/gm
  return [...text.matchAll(pattern)].map((match) => {
    const [target = ''] = match.slice(1).filter((word) => word !== undefined)
    return target.startsWith('.') ? path.normalize(path.join(path.dirname(file), target)).replace(/\?.*$/, '') : target
  })
}
