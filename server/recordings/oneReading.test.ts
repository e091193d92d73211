import { expect, it } from 'vitest'
import { oneReading } from './oneReading.ts'
import type { Recordings } from './recordings.ts'

it('readers at the same time share one reading and one copy; one that finds nothing does not stop the next', async () => {
  let readings = 0
  let content: Buffer | null = null
  const shared = oneReading({
    async get() {
      readings += 1
      return content && Buffer.from(content)
    },
  } as unknown as Recordings)
  expect(await Promise.all([shared.get('a'), shared.get('a')])).toEqual([null, null])
  expect(readings).toBe(1)
  content = Buffer.from('here now')
  const found = await Promise.all(Array.from({ length: 50 }, () => shared.get('a')))
  found.push(await shared.get('a'))
  expect(new Set(found).size).toBe(1)
  expect(readings).toBe(2)
  await shared.get('b')
  expect(readings).toBe(3)
})
