/** The code has the sentences of every refusal in English. Every other language must translate each. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { knownSentence } from '../client/model/knownSentence.ts'
import { LANGUAGES } from '../protocol/language.ts'
import { refusalTexts } from './testing/refusalTexts.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
const FOLDERS = ['server', 'client/transport']
/** Page and server decide alike about the acts of a class, so its refusals stand beside the shapes. */
const DECISIONS = 'protocol/room.ts'
/**
 * These pass on what the helper or the sandbox says, or insert one of a few nouns: each such
 * sentence has a line of its own, because a pattern this wide would match sentences of others.
 */
const PASSED_ON = new Set(['%s: %s', '%s%s', 'the helper %s%s', 'no %s %s', 'more than %s %s in %s s'])

const files = FOLDERS.flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ts$/.test(name) && !/\.test\.ts$|testing\/|hostile\//.test(name))
    .map((name) => path.join(folder, name)),
)
const sources = [...files, DECISIONS].map((file) => readFileSync(path.join(ROOT, file), 'utf8'))
const said = [...new Set(sources.flatMap(refusalTexts))].filter((text) => !PASSED_ON.has(text))

describe('the sentences of refusals', () => {
  it('are found in the code, with a placeholder for each inserted value', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text.
    const source = "refuse(response, refusal('bad_value', `no ${what} ${JSON.stringify({ a: 1 })}`, 'leave it out'))"
    expect(refusalTexts(source)).toEqual(['no %s %s', 'leave it out'])
    expect(refusalTexts("return phase === 'open' ? null : no('wrong_moment', 'no question is open', 'ask one first')")).toEqual([
      'no question is open',
      'ask one first',
    ])
    expect(said.length).toBeGreaterThan(80)
  })
  it.each(LANGUAGES.slice(1))('$name has each of them', ({ id }) => {
    const table = JSON.parse(readFileSync(path.join(ROOT, `content/languages/${id}/refusals.json`), 'utf8')) as Record<string, string>
    expect(said.filter((text) => knownSentence(text, table) === undefined)).toEqual([])
    // A pattern that fits another's sentence says something else than was said.
    const filled = (text: string): string => text.replaceAll('%s', 'X')
    expect(said.filter((text) => knownSentence(filled(text), table) !== filled(table[text] ?? ''))).toEqual([])
    for (const foreign of ['ptrace is refused here', 'no helper answers here', 'the kernel is too old']) expect(knownSentence(foreign, table)).toBeUndefined()
    const places = (text: string): number => text.split('%s').length
    expect(Object.entries(table).filter(([english, own]) => places(english) !== places(own))).toEqual([])
  })
})
