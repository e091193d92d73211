/** What the words point to is there; both languages say as much; the terms are spelt as the glossary spells them. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { CONTENT, filesOf } from '../build/content/files.ts'
import { compiledOf, contentOf, type Folder, SCHEMAS } from '../build/content/load.ts'
import type { CompiledText, Prose } from '../client/content/prose.ts'

const folders = Object.keys(SCHEMAS) as Folder[]
const files = folders.flatMap((folder) => filesOf(folder).map(({ file, slug }) => ({ folder, file, slug })))
const text = (file: string) => readFileSync(path.join(CONTENT, '..', file), 'utf8')
const told = files.map(({ folder, file }) => ({ folder, file, words: wordsOf(compiledOf(folder, text(file), file)) }))

const ids = {
  term: new Set(filesOf('glossary').flatMap(({ value }) => value.map(({ id }) => id))),
  claim: new Set(filesOf('claims').flatMap(({ value }) => value.map(({ id }) => id))),
  lesson: new Set(filesOf('lessons').map(({ slug }) => slug)),
}
const sources = new Set(filesOf('sources').flatMap(({ value }) => value.map(({ id }) => id)))

function wordsOf(value: unknown): CompiledText[] {
  if (Array.isArray(value)) return value.flatMap(wordsOf)
  if (typeof value !== 'object' || value === null) return []
  if ('en' in value && 'ja' in value) return [value as CompiledText]
  return Object.values(value).flatMap(wordsOf)
}
const plain = (prose: readonly Prose[]): string => prose.map((part) => part.text).join('')

describe.each(told)('$file', ({ words }) => {
  it('has links that lead somewhere, the same in both languages', () => {
    for (const { en, ja } of words) {
      const links = (prose: readonly Prose[]) => prose.flatMap((part) => ('to' in part ? [`${part.kind}:${part.to}`] : [])).toSorted()
      expect(links(ja), plain(en)).toEqual(links(en))
      for (const part of [...en, ...ja]) if (part.kind === 'term' || part.kind === 'claim' || part.kind === 'lesson') expect(ids[part.kind]).toContain(part.to)
    }
  })

  it('keeps code as it is in both languages', () => {
    for (const { en, ja } of words) {
      const code = (prose: readonly Prose[]) => prose.flatMap((part) => (part.kind === 'code' ? [part.text] : [])).toSorted()
      expect(code(ja), plain(en)).toEqual(code(en))
    }
  })

  it('uses the terms as the glossary spells them', () => {
    const japanese = words.map(({ ja }) => plain(ja)).join('\n')
    for (const [wrong, right] of [
      ['シグナル・ハンドラ', 'シグナルハンドラ'],
      ['シグナルハンドラー', 'シグナルハンドラ'],
      ['ファイルディスクリプタ', 'ファイル記述子'],
      ['ハンドラー', 'ハンドラ'],
      ['ディレクトリー', 'ディレクトリ'],
      ['メモリー', 'メモリ'],
      ['ライブラリー', 'ライブラリ'],
      ['トレーサ ', 'トレーサー'],
      ['プロセッサー', 'プロセッサ'],
      ['サーバ ', 'サーバー'],
      ['スレッドー', 'スレッド'],
    ] as const)
      expect(japanese.includes(wrong), `${wrong}: write ${right}`).toBe(false)
  })
})

describe('ids', () => {
  it('of sources, lessons and claims that are referred to exist', () => {
    const missing: string[] = []
    for (const { value } of filesOf('claims'))
      for (const claim of value) {
        for (const source of claim.sources ?? []) if (!sources.has(source)) missing.push(`${claim.id}: source ${source}`)
        if (claim.lesson !== undefined && !ids.lesson.has(claim.lesson)) missing.push(`${claim.id}: lesson ${claim.lesson}`)
      }
    for (const { slug, value } of filesOf('lessons')) {
      for (const source of value.sources ?? []) if (!sources.has(source)) missing.push(`${slug}: source ${source}`)
      for (const step of value.steps)
        if (step.kind === 'explain') for (const claim of step.claims ?? []) if (!ids.claim.has(claim)) missing.push(`${slug}: claim ${claim}`)
    }
    expect(missing).toEqual([])
  })
})

describe('a file that is not of the form is refused with file, line and cure', () => {
  const term = (rest: string) => `- id: fork\n  term: { en: fork, ja: fork }\n${rest}`
  it.each([
    ['a missing translation', term('  meaning: { en: "a copy" }\n'), /x\.yaml:3: 0\.meaning\.ja: no words in ja; every text is there in en and in ja/],
    ['an unknown key', term('  meaning: { en: a, ja: b }\n  colour: red\n'), /x\.yaml:\d: 0: no such key as colour; take it out/],
    ['raw HTML', term('  meaning:\n    en: a <b>copy</b>\n    ja: b\n'), /x\.yaml:4: raw HTML <b> is not for prose; write plain words/],
    ['a link to nowhere', term('  meaning:\n    en: a\n    ja: "[b](page.html)"\n'), /x\.yaml:5: the link page\.html goes nowhere; write/],
    ['an image', term('  meaning: { en: "![a](https://x.example/y.png)", ja: b }\n'), /x\.yaml:3: image is not for prose; write/],
    ['a key given twice', term('  meaning: { en: a, ja: b }\n  meaning: { en: a, ja: b }\n'), /x\.yaml:4: .*unique/],
    ['no YAML at all', '- id: "fork\n', /x\.yaml:\d: .*; quote a text/],
  ])('%s', (_, source, complaint) => {
    expect(() => compiledOf('glossary', source, 'x.yaml')).toThrow(complaint)
  })

  it('a check that does not exist', () => {
    const source =
      '- id: a\n  place: introduction\n  says: { en: a, ja: b }\n  verdict: holds\n  check: { kind: magic }\n  trials: []\n  why: { en: a, ja: b }\n'
    expect(() => contentOf('claims', source, 'x.yaml')).toThrow(/x\.yaml:5: 0\.check/)
  })
})
