import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { pages } from '../first/FirstPaint.tsx'
import { homeOf, PAGES, pageAt } from './pages.ts'

const CLIENT = path.resolve(import.meta.dirname, '..')

it('every folder of client/pages has a row, and every row its folder and its file', () => {
  // The home page lives with the comparison, whose page it is.
  expect(PAGES.flatMap(({ id }) => (id === 'home' ? [] : [id])).toSorted()).toEqual(readdirSync(path.join(CLIENT, 'pages')).toSorted())
  expect(pages.filter(({ file }) => !existsSync(path.join(CLIENT, file)))).toEqual([])
})

it('each has its own address, which leads to it', () => {
  expect(new Set(PAGES.map(homeOf)).size).toBe(PAGES.length)
  for (const page of PAGES) expect(pageAt(homeOf(page))).toBe(page)
})
