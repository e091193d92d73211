import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { nativeIncludeFaults } from './nativeIncludes.ts'
import { NATIVE_ROOMS, type NativeRoom } from './nativeRooms.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

const ROOMS: NativeRoom[] = [
  { room: 'native', holds: 'main.c', may: ['native/tracer'] },
  { room: 'native/tracer', holds: 'the loop', may: ['native/wire'] },
  { room: 'native/strategies', holds: 'strategies', may: ['native/host'], only: ['strategy.h', 'raw.h'] },
  { room: 'native/host', holds: 'the host', may: [] },
  { room: 'native/wire', holds: 'the wire', may: [] },
]

const faults = (sources: Record<string, string>): string[] => nativeIncludeFaults(new Map(Object.entries(sources)), ROOMS)

describe('which C file may include which header', () => {
  it('accepts what the table permits, by room or by -Ihost', () => {
    const good = faults({
      'native/main.c': '#include "tracer/tracer.h"\n#include <stdio.h>\n',
      'native/tracer/tracer.c': '#include "tracer/tracer.h"\n\n#include "tracer/stops.h"\n#include "wire/wire.h"\n',
      'native/tracer/tracer.h': '',
      'native/tracer/stops.h': '',
      'native/wire/wire.h': '',
      'native/strategies/fork.c': '#include "raw.h"\n#include "strategy.h"\n',
      'native/strategies/raw.h': '',
      'native/host/strategy.h': '',
    })
    expect(good).toEqual([])
  })

  it('finds a file outside every room', () => {
    expect(faults({ 'native/cellar/x.c': '' })).toEqual(['native/cellar/x.c is in no room: add its folder to scripts/check/nativeRooms.ts'])
  })

  it('finds a header that is not there', () => {
    expect(faults({ 'native/main.c': '#include "tracer/gone.h"\n' })).toEqual(['native/main.c includes "tracer/gone.h", which is nowhere in native/'])
  })

  it('finds an include that the table does not permit', () => {
    expect(faults({ 'native/tracer/x.c': '#include "host/host.h"\n', 'native/host/host.h': '' })).toEqual([
      'native/tracer/x.c includes native/host/host.h: native/tracer may not use native/host',
    ])
  })

  it('finds a strategy that includes more than its own headers', () => {
    expect(faults({ 'native/strategies/x.c': '#include "host/host.h"\n', 'native/host/host.h': '' })).toEqual([
      'native/strategies/x.c may include strategy.h and raw.h, not host/host.h',
    ])
  })

  it('finds an arrow to a room above', () => {
    expect(faults({ 'native/wire/wire.c': '#include "tracer/tracer.h"\n', 'native/tracer/tracer.h': '' })).toEqual([
      'native/wire/wire.c includes native/tracer/tracer.h: native/tracer is above native/wire',
    ])
  })

  it('finds a circle of files, a header counting as one with its .c', () => {
    const circle = faults({
      'native/tracer/a.c': '#include "tracer/a.h"\n#include "tracer/b.h"\n',
      'native/tracer/a.h': '',
      'native/tracer/b.c': '#include "tracer/a.h"\n#include "tracer/b.h"\n',
      'native/tracer/b.h': '',
    })
    expect(circle).toEqual(['a circle of files: native/tracer/a, native/tracer/b'])
  })
})

describe('the rooms of native/', () => {
  it('hold every C file, and no arrow goes up or in a circle', () => {
    const files = readdirSync(path.join(ROOT, 'native'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.[ch]$/.test(file) && !file.startsWith('build/'))
      .map((file) => `native/${file}`)
    expect(files.length).toBeGreaterThan(100)
    expect(nativeIncludeFaults(new Map(files.map((file) => [file, readFileSync(path.join(ROOT, file), 'utf8')])))).toEqual([])
  })

  it('permit only what lies below', () => {
    const floor = new Map(NATIVE_ROOMS.map(({ room }, index) => [room, index]))
    const upwards = NATIVE_ROOMS.flatMap(({ room, may }, index) =>
      may.filter((other) => (floor.get(other) ?? -1) <= index).map((other) => `${room} → ${other}`),
    )
    expect(upwards).toEqual([])
  })
})
