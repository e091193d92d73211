/** A setting that the host forgets to act on looks like any other: each must be asked for in one of these tests. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { decodeCatalog } from '../../protocol/decode.ts'
import { liveRuns } from './liveRuns.ts'
import { helper } from './running.ts'

const tests = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.test.ts') && file !== path.basename(import.meta.filename))
  .map((file) => readFileSync(path.join(import.meta.dirname, file), 'utf8'))
  .join('')

it.skipIf(!liveRuns())('every setting of a run is asked for in a test', () => {
  const catalog = decodeCatalog(helper('describe').stdout)
  const flags = catalog.ok ? catalog.value.settings.map(({ flag }) => flag) : []
  expect(flags.length).toBeGreaterThan(10)
  expect(flags.filter((flag) => !tests.includes(`'${flag}'`))).toEqual([])
})
