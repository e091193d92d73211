/** ComparePage.tsx chooses the strategies of the first figure. The globs need literals, so this checks that they name the same ones. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const CLIENT = path.resolve(import.meta.dirname, '../client')
const read = (file: string): string => readFileSync(path.join(CLIENT, file), 'utf8')

it('the listings and notes that load first are those of the home page’s columns', () => {
  const chosen = /FIRST_COLUMNS: ColumnChoice\[\] = \[(.*?)\]/.exec(read('pages/compare/ComparePage.tsx'))?.[1]?.replaceAll(/[' ]/g, '')
  const globbed = readdirSync(path.join(CLIENT, 'content'))
    .flatMap((file) => [...read(`content/${file}`).matchAll(/strategies\/\{([\w,]+)\}/g)])
    .map(([, names]) => names)
  expect(chosen).toBe('rust,go,ruby,nim')
  expect(new Set(globbed)).toEqual(new Set([chosen]))
})
