/**
 * Checks which C file of native/ may include which header: by the rooms of nativeRooms.ts, in one direction, without circles.
 * Pure: the caller reads the files.
 */
import path from 'node:path'
import { circlesOf } from './circles.ts'
import { NATIVE_ROOMS, type NativeRoom } from './nativeRooms.ts'

/** Where the compiler looks for `#include "x"`, after the folder of the file itself (-I in native/Makefile). */
const SEARCHED = ['native', 'native/host']

interface Include {
  from: string
  to: string
  /** As the file spells it. */
  spelt: string
}

/** `sources`: path from the root of the repository → text, of every .c and .h below native/. Returns the faults. */
export function nativeIncludeFaults(sources: ReadonlyMap<string, string>, rooms: readonly NativeRoom[] = NATIVE_ROOMS): string[] {
  const floor = new Map(rooms.map(({ room }, index) => [room, index]))
  const homeless = [...sources.keys()]
    .filter((file) => !floor.has(path.posix.dirname(file)))
    .map((file) => `${file} is in no room: add its folder to scripts/check/nativeRooms.ts`)
  const missing: string[] = []
  const includes: Include[] = []
  for (const [file, text] of sources)
    for (const spelt of quoted(text)) {
      const to = resolve(file, spelt, sources)
      if (to) includes.push({ from: file, to, spelt })
      else missing.push(`${file} includes "${spelt}", which is nowhere in native/`)
    }
  const arrows = includes.flatMap((include) => arrowFaults(include, rooms, floor))
  return [...homeless, ...missing, ...arrows, ...circles(includes)]
}

function quoted(text: string): string[] {
  return [...text.matchAll(/^\s*#\s*include\s+"([^"]+)"/gm)].map(([, spelt = '']) => spelt)
}

function resolve(file: string, spelt: string, sources: ReadonlyMap<string, string>): string | undefined {
  const folders = [path.posix.dirname(file), ...SEARCHED]
  return folders.map((folder) => path.posix.join(folder, spelt)).find((candidate) => sources.has(candidate))
}

function arrowFaults({ from, to, spelt }: Include, rooms: readonly NativeRoom[], floor: ReadonlyMap<string, number>): string[] {
  const [fromRoom, toRoom] = [path.posix.dirname(from), path.posix.dirname(to)]
  const [start, end] = [floor.get(fromRoom), floor.get(toRoom)]
  const row = start === undefined ? undefined : rooms[start]
  if (!row || start === undefined || end === undefined) return [] // one of them is in no room, which is a fault already
  if (row.only && !row.only.includes(spelt)) return [`${from} may include ${row.only.join(' and ')}, not ${spelt}`]
  if (fromRoom === toRoom) return []
  if (end < start) return [`${from} includes ${to}: ${toRoom} is above ${fromRoom}`]
  if (!row.may.includes(toRoom)) return [`${from} includes ${to}: ${fromRoom} may not use ${toRoom}`]
  return []
}

/** A header and the .c of the same name are one unit: who includes the header depends on both. */
function circles(includes: readonly Include[]): string[] {
  const uses = new Map<string, string[]>()
  for (const { from, to } of includes) for (const file of [unit(from), unit(to)]) uses.set(file, uses.get(file) ?? [])
  for (const { from, to } of includes) if (unit(from) !== unit(to)) uses.get(unit(from))?.push(unit(to))
  return circlesOf(uses).map((circle) => `a circle of files: ${circle.toSorted().join(', ')}`)
}

function unit(file: string): string {
  return file.replace(/\.[ch]$/, '')
}
