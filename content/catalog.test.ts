import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { ja as messagesJa } from '../client/words/ja/messages.ts'
import { decodeCatalog } from '../protocol/decode.ts'

const read = (file: string): string => readFileSync(path.join(import.meta.dirname, file), 'utf8')

/** A strategy's own sentences lie in its folder: `key` of a setting, `@name` of an edition. */
function ownWords(): [string, string][] {
  const folders = readdirSync(path.join(import.meta.dirname, 'languages/ja/strategies')).filter((id) =>
    existsSync(path.join(import.meta.dirname, `languages/ja/strategies/${id}/catalog.json`)),
  )
  return folders.flatMap((id) =>
    Object.entries(JSON.parse(read(`languages/ja/strategies/${id}/catalog.json`)) as Record<string, string>).map(([key, text]): [string, string] => [
      key.startsWith('@') ? id + key : `${id}:${key}`,
      text,
    ]),
  )
}

it('catalog.ja.json, with those of the strategies, says every sentence of the catalog, and no other', () => {
  const catalog = decodeCatalog(read('catalog.json'))
  if (!catalog.ok) throw new Error('catalog.json does not decode')
  const { settings, targets, strategies, hazards } = catalog.value
  const wanted = [
    ...settings.map(({ key }) => key),
    ...targets.map(({ name }) => `target:${name}`),
    ...hazards.map(({ id }) => id),
    ...[...strategies, ...hazards].flatMap(({ id, settings: own, editions }) => [
      ...own.map(({ key }) => `${id}:${key}`),
      ...editions.map(({ name }) => `${id}@${name}`),
    ]),
  ]
  const ja: Record<string, string> = { ...JSON.parse(read('catalog.ja.json')), ...Object.fromEntries(ownWords()) }
  expect(Object.keys(ja).toSorted()).toEqual(wanted.toSorted())
  // Japanese, but for names that are the same in both.
  expect(Object.entries(ja).filter(([key, text]) => key !== 'hazard-text-busy' && !/[\u3040-\u30ff\u4e00-\u9fff]/.test(text))).toEqual([])
})

it('versions of editions are said in Japanese', () => {
  const catalog = decodeCatalog(read('catalog.json'))
  if (!catalog.ok) throw new Error('catalog.json does not decode')
  const said = catalog.value.strategies.flatMap(({ editions }) => editions.map(({ versions }) => messagesJa.versions(versions)))
  expect(said).toContain('Rust 1.26～1.33')
  expect(said).toContain('Rust 1.66 以降')
  expect(said.filter((text) => /\b(to|and|later|every)\b/.test(text))).toEqual([])
})
