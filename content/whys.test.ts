/** The helper says in English why a run ended. Every language translates each reason (messages.whys), and a type requires all of them. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { knownSentence } from '../client/model/knownSentence.ts'
import { messages as en } from './languages/en/page/messages.ts'
import { messages as ja } from './languages/ja/page/messages.ts'

const NATIVE = path.resolve(import.meta.dirname, '../native')

/** The string literals that end a run, anywhere in the C code. */
function said(): string[] {
  const files = readdirSync(NATIVE, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.c') && !/build|tests|bench/.test(name))
  const ends = files.flatMap((name) => [...readFileSync(path.join(NATIVE, name), 'utf8').matchAll(/\b\w+\(WIRE_END_OUTCOME_\w+,\s*"((?:[^"\\]|\\.)*)"/g)])
  return [...new Set(ends.map(([, text = '']) => text))]
}

it('knows every reason that the helper has for an end, and no other', () => {
  expect(Object.keys(en.whys).toSorted()).toEqual(said().toSorted())
})

it('translates a reason, and keeps the machine’s own words', () => {
  expect(knownSentence('it took longer than --timeout 300 ms; give it more, up to 60000', ja.whys)).toBe(
    '--timeout 300 ミリ秒より長くかかりました。60000 まで増やせます',
  )
  expect(knownSentence('the helper was told to stop (SIGTERM)', ja.whys)).toBe('ヘルパーが停止を指示されました（SIGTERM）')
  expect(knownSentence('ENOENT (No such file or directory)', ja.whys)).toBeUndefined()
})
