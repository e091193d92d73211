import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { catalogSentences } from '../build/content/catalogSentences.ts'
import { wholeCatalog } from '../build/vite/catalogModule.ts'
import { decodeCatalog } from '../protocol/decode.ts'
import { LANGUAGES } from '../protocol/language.ts'
import { messages as messagesJa } from './languages/ja/page/messages.ts'

const read = (file: string): string => readFileSync(path.join(import.meta.dirname, file), 'utf8')

it.each(LANGUAGES.slice(1))('catalog.json in $name, with those of the strategies, says every sentence of the catalog, and no other', ({ id: language }) => {
  const catalog = decodeCatalog(read('catalog.json'))
  if (!catalog.ok) throw new Error('catalog.json does not decode')
  const wanted = catalogSentences(catalog.value).map(([key]) => key)
  const { texts } = wholeCatalog(path.join(import.meta.dirname, `languages/${language}/catalog.json`))
  expect(Object.keys(texts).toSorted()).toEqual(wanted.toSorted())
  if (language !== 'ja') return
  // Every text is Japanese, except names that are the same in both languages.
  expect(Object.entries(texts).filter(([key, text]) => key !== 'hazard-text-busy' && !/[\u3040-\u30ff\u4e00-\u9fff]/.test(text))).toEqual([])
})

it('versions of editions are in Japanese', () => {
  const catalog = decodeCatalog(read('catalog.json'))
  if (!catalog.ok) throw new Error('catalog.json does not decode')
  const said = catalog.value.strategies.flatMap(({ editions }) => editions.map(({ versions }) => messagesJa.versions(versions)))
  expect(said).toContain('Rust 1.26～1.33')
  expect(said).toContain('Rust 1.66 以降')
  expect(said.filter((text) => /\b(to|and|later|every)\b/.test(text))).toEqual([])
})
