import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { checkWords } from '../client/content/checkWords.ts'

const NATIVE = path.resolve(import.meta.dirname, '../native')
const source = ['cli/check.c', 'tracer/permission.c'].map((file) => readFileSync(path.join(NATIVE, file), 'utf8')).join('')
const ja: Record<string, string> = JSON.parse(readFileSync(path.join(import.meta.dirname, 'check.ja.json'), 'utf8'))

/** What the C file can say: the texts put into `found`, `why` and `cure`, and the last argument of check_program. */
function said(): string[] {
  const put = [...source.matchAll(/snprintf\((?:item->)?(?:found|why|cure), [^;]*?;/g)].map(([call]) => call.slice(call.indexOf(', sizeof') + 1))
  const programs = [...source.matchAll(/check_program\("[^;]*;/g)].map(([call]) => call.split(', ').slice(3).join(', '))
  const literals = [...put, ...programs].flatMap((call) => [...call.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => text))
  return [...new Set(literals)].filter((text) => /[a-z]{3}/.test(text) && !text.endsWith(':'))
}

it('check.ja.json has every sentence of native/cli/check.c and native/tracer/permission.c, and no other', () => {
  expect(said().length).toBeGreaterThan(10)
  expect(said().filter((text) => !(text in ja))).toEqual([])
  expect(Object.keys(ja).filter((text) => !source.includes(`"${text}"`))).toEqual([])
})

it('keeps the machine’s own word inside a sentence', () => {
  expect(checkWords('kernel.yama.ptrace_scope is 3', 'ja')).toBe('kernel.yama.ptrace_scope が 3 になっている')
  expect(checkWords('refused: Operation not permitted', 'ja')).toBe('拒まれた：Operation not permitted')
  expect(checkWords('apt-get install zig, and start again: the real program runs beside ours', 'ja')).toBe(
    'apt-get install zig を実行し、もう一度起動する。本物のプログラムを再現の隣で動かせる',
  )
  expect(checkWords('never heard of', 'ja')).toBe('never heard of')
  expect(checkWords('a child can be traced', 'en')).toBe('a child can be traced')
})
