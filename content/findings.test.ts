/** The C code names the findings of an experiment in English. Every other language must have words for each. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SentenceWords } from '../client/model/sentence.ts'
import { LANGUAGES } from '../protocol/language.ts'

const HAZARDS = path.resolve(import.meta.dirname, '../native/hazards')
const source = readdirSync(HAZARDS)
  .filter((name) => name.endsWith('.c'))
  .map((name) => readFileSync(path.join(HAZARDS, name), 'utf8'))
  .join('\n')

/** Each call of finding(), up to its `;`: the name, and the other words that it may report. */
const calls = [...source.matchAll(/\bfinding\("(\w+)"([^;]*);/g)].map(([, name = '', rest = '']) => ({ name, values: literals(rest) }))
/** The possible values of `where[…]` in such a call. */
const places = [...source.matchAll(/\bwhere\[\w*\] = \{([^}]*)\}/g)].flatMap(([, list = '']) => literals(list))

function literals(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"/g)].map(([, literal = '']) => literal).filter((literal) => /[a-z]{2}/.test(literal) && !/^%l?\w$/.test(literal))
}

it('English has words for every finding', async () => {
  const { sentences } = (await import(`./languages/${LANGUAGES[0].id}/page/sentences.ts`)) as { sentences: SentenceWords }
  expect(calls.filter(({ name }) => sentences.found(name, '7').includes(name)).map(({ name }) => name)).toEqual([])
})

describe.each(LANGUAGES.slice(1))('$name', async ({ id }) => {
  const { sentences } = (await import(`./languages/${id}/page/sentences.ts`)) as { sentences: SentenceWords }

  it('has words for every finding', () => {
    expect(calls.length).toBeGreaterThan(20)
    const english = calls.filter(
      ({ name }) => sentences.finding(name, '7', true).includes(name) || sentences.finding(name, '7', true).includes(name.replaceAll('_', ' ')),
    )
    expect(english.map(({ name }) => name)).toEqual([])
  })

  it('has words for every value', () => {
    const values = [...new Set([...calls.flatMap((call) => call.values), ...places])].map((value) => value.replace('%d', '11'))
    expect(values.length).toBeGreaterThan(10)
    expect(values.filter((value) => sentences.finding('end_of_file', value, true).includes(value))).toEqual([])
  })
})
