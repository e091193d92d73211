/** The how-tos name places that there are, and say of each what fails when it is forgotten. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = path.resolve(import.meta.dirname, '../..')
const HOWTO = path.join(ROOT, 'docs/howto')
/** They stand for any name. */
const PLACEHOLDERS = /ID|NAME|LANGUAGE|\*/g
/** The text of every unit test. */
const TESTS = spawnSync('git', ['grep', '-h', '', '--', '*.test.ts'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).stdout
const files = readdirSync(HOWTO)
  .filter((name) => name.endsWith('.md'))
  .map((name) => ({ name, text: readFileSync(path.join(HOWTO, name), 'utf8') }))

/** What stands in backticks and looks like a path from the root: `native/strategies/ID.c`. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/`(\.?[\w-]+(?:\/[\w.*{},-]+)+\/?)`/g)].map(([, found = '']) => found)
}

/** Is there a path like this? Segment by segment, so that a placeholder may be any name. */
function isThere(found: string): boolean {
  const segments = found.split('/').filter((segment) => segment !== '')
  const reached = segments.reduce<string[]>(
    (folders, segment) => {
      const like = new RegExp(`^${segment.replaceAll('.', '\\.').replace(PLACEHOLDERS, '[^/]+')}$`)
      const inside = folders.filter((folder) => statSync(path.join(ROOT, folder)).isDirectory())
      return inside.flatMap((folder) =>
        readdirSync(path.join(ROOT, folder))
          .filter((name) => like.test(name))
          .map((name) => path.join(folder, name)),
      )
    },
    ['.'],
  )
  return reached.length > 0
}

/** Its places: the rows of a table that has a column on forgetting, else what is numbered. Each with all its words. */
function placesIn(text: string): string[] {
  const [, rows] = /^\|.*forget.*\|\n\|[ |-]+\|\n((?:\|.*\|\n)+)/m.exec(text) ?? []
  if (rows !== undefined) return rows.trimEnd().split('\n')
  return text.split(/^(?=\d+\. )|^(?=#)|\n\n/m).filter((part) => /^\d+\. /.test(part))
}

/** A row ends in a cell with words. */
const tells = (place: string): boolean => /Forgotten: \S/.test(place) || /^\|.*\| *[^ |][^|]* *\|$/.test(place)

describe.each(files)('docs/howto/$name', ({ text }) => {
  it('names only paths that there are', () => {
    expect(pathsIn(text).length).toBeGreaterThan(0)
    expect(pathsIn(text).filter((found) => !isThere(found))).toEqual([])
  })

  it('links only to what there is', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, to = '']) => to)
    expect(links.filter((to) => !existsSync(path.join(HOWTO, to)))).toEqual([])
  })
})

it.each(files)('docs/howto/$name says of each place what fails when it is forgotten', ({ text }) => {
  const places = placesIn(text)
  expect(places.length).toBeGreaterThan(1)
  expect(places.filter((place) => !tells(place))).toEqual([])
})

it.each(['strategy', 'real-program', 'event', 'page', 'setting', 'decoder', 'own-language'])('there is a how-to for a new %s', (name) => {
  expect(files.map((file) => file.name)).toContain(`${name}.md`)
})

it.each(files)('docs/howto/$name quotes tests by the names that they have', ({ text }) => {
  const quoted = [...text.replace(/\n\s*/g, ' ').matchAll(/`npx vitest run [^`]+`[^".]{0,20}"([^"]+)"/g)].map(([, name = '']) => name)
  expect(quoted.filter((name) => !TESTS.includes(name))).toEqual([])
})
