/** Japanese has one register, である and 体言止め, and full-width punctuation among its letters (docs/style.md). */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const FOLDER = path.join(import.meta.dirname, 'languages', 'ja')

/**
 * The endings of です and ます, wherever they stand. Not meant: 覚ます and its like, whose stem ends so,
 * ますます, and で before すでに, すぐ, すべて or する.
 */
const POLITE =
  /(?<!ます|[覚冷済澄励悩騙])(?:ます(?!ます|ぐ)|ました|ませんでした|ません|ましょう)|です(?![ぐでべむる])|でした|でしょう|(?:くだ|下)さい|ございま/u

const LETTER = '[ぁ-んァ-ヶ一-龠々ー]'
/** A half-width mark that touches a letter of Japanese. */
const HALF_WIDTH = new RegExp(`${LETTER}[(:?!,;]|[):?!,;]${LETTER}`, 'u')

/** Links of prose have half-width brackets: [仕組み](term:mechanism). */
const withoutLinks = (line: string): string => line.replace(/\]\([^()\s]*\)/g, '')

const lines = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => path.extname(name) !== '')
  .flatMap((name) =>
    readFileSync(path.join(FOLDER, name), 'utf8')
      .split('\n')
      .map((text, at) => ({ where: `content/languages/ja/${name}:${at + 1}`, text: withoutLinks(text.trim()) })),
  )

const found = (wrong: RegExp): string[] => lines.filter(({ text }) => wrong.test(text)).map(({ where, text }) => `${where}: ${text}`)

it.each(['記録です。', '実行できません', '止まっていました', '試してください', 'どこでしょうか', '動きます', '読めませんでした', '見てみましょう'])(
  'knows %s',
  (text) => {
    expect(text).toMatch(POLITE)
  },
)

it.each(['目を覚ます。', '親で、目を覚ましたとき', '状態 0 ですぐ終わる', '中ですでに', 'ますます', '記録である', 'exec でする'])('lets %s pass', (text) => {
  expect(text).not.toMatch(POLITE)
})

it('says である, and nowhere です or ます', () => {
  expect(lines.length).toBeGreaterThan(3000)
  expect(found(POLITE)).toEqual([])
})

it('has full-width punctuation among its letters', () => {
  expect(found(HALF_WIDTH)).toEqual([])
})
