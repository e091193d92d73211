import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const ROOT = path.resolve(import.meta.dirname, '../..')
const MAKER = 'client/model/formats.ts'
/** What makes a formatter of Intl, or asks for one that is made and thrown away. */
const MAKES = /\bIntl\.\w+\s*\(|\.(toLocale(Date|Time)?String|localeCompare)\(/g

/** A constant of a module is made once. */
const CONSTANT = /^(export )?const \w+ = new Intl\./

/** Each place that may make a formatter again and again, as "file: what". */
function makersIn(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([file, text]) =>
    text.split('\n').flatMap((line) => (CONSTANT.test(line) ? [] : [...line.matchAll(MAKES)].map(([what]) => `${file}: ${what}`))),
  )
}

it('sees every way to make one', () => {
  const text = `const once = new Intl.NumberFormat('en').format
  new Intl.NumberFormat('en'); Intl.Collator(); n.toLocaleString(); d.toLocaleDateString('ja'); a.localeCompare(b); type A = Intl.NumberFormat`
  expect(makersIn(new Map([['a.ts', text]]))).toHaveLength(5)
})

it(`formatters are made in ${MAKER}, or as a constant: once for each language, because to make one takes as long as some hundred uses`, () => {
  const files = ['client', 'content/languages'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
      .map((file) => path.join(folder, file)),
  )
  expect(files.length).toBeGreaterThan(300)
  const texts = new Map(files.filter((file) => file !== MAKER).map((file) => [file, readFileSync(path.join(ROOT, file), 'utf8')]))
  expect(makersIn(texts)).toEqual([])
})
