/**
 * Japanese has one register, です・ます in every sentence, one word for one thing (languages/ja/spelling.yaml), and full-width
 * punctuation among its letters (docs/style.md).
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { yamlOf } from '../build/content/grammar.ts'

const FOLDER = path.join(import.meta.dirname, 'languages', 'ja')
const SPELLING = 'spelling.yaml'

/** How a polite sentence ends; 覚ます and its like, whose stem ends so, are not meant. */
const POLITE = /(?:です|(?<![覚冷済澄励悩騙])ます|でした|ました|ません|ましょう|でしょう|ください)か?$/u

/**
 * How a plain sentence ends: a verb, an adjective, た or だ. Not meant: nouns that end so, for a label may be a noun (体言止め).
 * か alone is the end of a plain question; どうか and いつか are none.
 */
const PLAIN = /(?:[うくぐすつぬふぶむるただ]|[しなたよ多少近遠速遅高低強弱古長短正新悪良早安]い|(?<!どう|いつ|なに)か)$/u
const NOUNS = /(?:ほう|よう|とおり|はず|ところ|ため|ぶん|あいだ|ゆくえ|一つ|二つ|三つ|四つ|五つ|六つ|七つ|あと|まま|たくさん|違い|扱い)$/u

const LETTER = '[ぁ-んァ-ヶ一-龠々ー]'
/** A half-width mark that touches a letter of Japanese. */
const HALF_WIDTH = new RegExp(`${LETTER}[(:?!,;]|[):?!,;]${LETTER}`, 'u')

/** Links of prose have half-width brackets: [仕組み](term:mechanism). */
const withoutLinks = (line: string): string => line.replace(/\]\([^()\s]*\)/g, ']')
/** What stands in brackets at the end of a sentence is no part of its predicate, nor are marks of emphasis and code. */
const predicate = (sentence: string): string => sentence.replace(/（[^（）]*）$/u, '').replace(/[*\]」』]+$/u, '')

const lines = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => path.extname(name) !== '' && name !== SPELLING)
  .flatMap((name) =>
    readFileSync(path.join(FOLDER, name), 'utf8')
      .split('\n')
      .filter((line) => !/^\s*(?:\/\*\*|\*|\/\/)/.test(line))
      .map((text, at) => ({ where: `content/languages/ja/${name}:${at + 1}`, text: withoutLinks(text.trim()) })),
  )

/** The sentences of a line, without their 。 */
const sentencesOf = (text: string): string[] => (text.match(/[^。「『"'`]*(?=。)/gu) ?? []).map(predicate)
const isPlain = (sentence: string): boolean => PLAIN.test(sentence) && !POLITE.test(sentence) && !NOUNS.test(sentence)

it.each(['記録である', '実行できない', '止まっていた', '動く', '読めなかった', '何か', 'すぐに終わる', '同じだ', '目を覚ます', '何が起こるか', '正しい'])(
  'knows that %s is plain',
  (text) => {
    expect(isPlain(text)).toBe(true)
  },
)

it.each(['記録です', '動きます', '目を覚まします', '試してください', 'どこでしょうか', '次のとおり', '実行できるかどうか', '三つ', '予想の三倍'])(
  'lets %s pass',
  (text) => {
    expect(isPlain(text)).toBe(false)
  },
)

it('ends every sentence politely', () => {
  expect(lines.length).toBeGreaterThan(3000)
  const found = lines.flatMap(({ where, text }) =>
    sentencesOf(text)
      .filter(isPlain)
      .map((sentence) => `${where}: ${sentence}。`),
  )
  expect(found).toEqual([])
})

it('has one word for one thing', () => {
  const rules = Object.entries(yamlOf(readFileSync(path.join(FOLDER, SPELLING), 'utf8'), SPELLING, 'write a line wrong: right').value as Record<string, string>)
  expect(rules.length).toBeGreaterThan(30)
  const found = lines.flatMap(({ where, text }) =>
    rules.filter(([wrong]) => text.includes(wrong)).map(([wrong, right]) => `${where}: ${wrong}: write ${right}`),
  )
  expect(found).toEqual([])
})

it('has full-width punctuation among its letters', () => {
  expect(lines.filter(({ text }) => HALF_WIDTH.test(text)).map(({ where, text }) => `${where}: ${text}`)).toEqual([])
})
