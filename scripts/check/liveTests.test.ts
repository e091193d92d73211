import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { isLive, LIVE, misplaced } from './liveTests.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const tests = ['protocol', 'client', 'server', 'build', 'scripts', 'native/tests'].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.test\.tsx?$/.test(file))
    .map((file) => `${folder}/${file}`),
)

describe('which tests are live', () => {
  it('those that import what starts a helper or a server, and no others run every day', () => {
    expect(misplaced(new Map(tests.map((file) => [file, readFileSync(path.join(ROOT, file), 'utf8')])))).toEqual([])
  })

  it('a test that starts one is found', () => {
    const file = "import { startServer } from '../testing/fakeServer.ts'\n"
    expect(misplaced(new Map([['server/http/new.test.ts', file]]))).toEqual(['server/http/new.test.ts'])
    expect(misplaced(new Map([['server/live/new.test.ts', file]]))).toEqual([])
  })

  it('every place that is named is there', () => {
    for (const place of LIVE)
      expect(
        tests.some((file) => isLive(file) && file.startsWith(place)),
        place,
      ).toBe(true)
  })
})
