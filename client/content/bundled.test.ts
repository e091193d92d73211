/** A recorded run alone is a file of its own; those of the first columns together are one file, which is no longer fetched then. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { FIRST_COLUMNS } from '../../build/vite/comesFirst.ts'
import { serveShippedFiles } from '../testing/shippedFiles.ts'
import { recordingOf } from './bundled.ts'

const fetched: string[] = []
beforeEach(() => {
  fetched.length = 0
  vi.stubGlobal('document', { baseURI: 'http://localhost/' })
  serveShippedFiles((path) => void fetched.push(path))
})
afterEach(() => vi.unstubAllGlobals())

it('one alone is its own file', async () => {
  expect(await recordingOf('ruby')).toContain('"strategy":"ruby"')
  expect(fetched).toEqual([expect.stringContaining('/ruby/recordings/today.ndjson')])
})

it('several at once are one file, and the same as each alone', async () => {
  const alone = await recordingOf('go')
  fetched.length = 0
  const together = await Promise.all(FIRST_COLUMNS.map((strategy) => recordingOf(strategy, 'today', true)))
  expect(fetched).toEqual([])
  expect(together[FIRST_COLUMNS.indexOf('go')]).toBe(alone)
  for (const [n, ndjson] of together.entries()) expect(ndjson).toContain(`"strategy":"${FIRST_COLUMNS[n]}"`)
})

it('others beside them are files of their own', async () => {
  expect(await Promise.all([recordingOf('fork', 'today', true), recordingOf('rust', 'unknown', true)])).toEqual([
    expect.stringContaining('"strategy":"fork"'),
    undefined,
  ])
  expect(fetched).toEqual([expect.stringContaining('/fork/recordings/today.ndjson')])
})
