/** A term opens wherever code or a message of the page names one, so the glossary must have it. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesOf } from '../build/content/contentFiles.ts'
import { LANGUAGES } from '../protocol/language.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
const known = new Set(filesOf('glossary').flatMap(({ value }) => value.map(({ id }) => id)))
/** What the pattern's group finds in the files of a folder and of the folders in it. */
function found(folder: string, ending: string, pattern: RegExp): string[] {
  const files = readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(ending))
  return files.flatMap((file) => [...readFileSync(path.join(ROOT, folder, file), 'utf8').matchAll(pattern)].map(([, id = '']) => id))
}

it('every term that a component opens is in the glossary', () => {
  const named = found('client', '.tsx', /<Term id="([^"]+)"/g)
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter((id) => !known.has(id))).toEqual([])
})

describe('messages of the page', () => {
  const inMessages = (language: string): string[] => found(`content/languages/${language}/page`, '.ts', /\]\(term:([a-z0-9-]+)\)/g).toSorted()

  it('open terms of the glossary', () => {
    expect(inMessages(LANGUAGES[0].id).filter((id) => !known.has(id))).toEqual([])
  })

  it.each(LANGUAGES.slice(1))('in $name open the terms that the English ones open', ({ id }) => {
    expect(inMessages(id)).toEqual(inMessages(LANGUAGES[0].id))
  })
})
