/** Every language has all required files, and translates what the server and the helper say. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ERROR_CODES } from '../protocol/errors.ts'
import { LANGUAGES } from '../protocol/language.ts'

const folderOf = (id: string): string => path.join(import.meta.dirname, 'languages', id)
const [source] = LANGUAGES

it('has a row for every folder, and a folder for every row', () => {
  expect(readdirSync(path.join(import.meta.dirname, 'languages')).toSorted()).toEqual(LANGUAGES.map(({ id }) => id).toSorted())
})

describe.each(LANGUAGES)('$name', ({ id }) => {
  it('has the groups of messages that English has, and no other', () => {
    const groups = (one: string): string[] => readdirSync(path.join(folderOf(one), 'page')).toSorted()
    expect(groups(id)).toEqual(groups(source.id))
  })

  it('has the meaning of each refusal, in the order of the codes', () => {
    const sections = [...readFileSync(path.join(folderOf(id), 'errors.md'), 'utf8').matchAll(/^## (\w+)\n(.+)$/gm)]
    expect(sections.map(([, code]) => code)).toEqual(ERROR_CODES)
  })
})

describe.each(LANGUAGES.slice(1))('$name, translated', ({ id }) => {
  it('has what the helper and the server say in English', () => {
    expect(['catalog.json', 'check.json', 'refusals.json', 'sandbox.ts'].filter((file) => !existsSync(path.join(folderOf(id), file)))).toEqual([])
  })
})
