import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkTexts, checkWords } from '../client/content/checkTexts.ts'
import { LANGUAGES } from '../protocol/language.ts'
import { FOUND } from '../server/sandbox/found.ts'

const NATIVE = path.resolve(import.meta.dirname, '../native')
const source = ['cli/check.c', 'tracer/permission.c'].map((file) => readFileSync(path.join(NATIVE, file), 'utf8')).join('')

/** The sentences of the C file: the texts of `found`, `why` and `cure`, and the last argument of check_program. */
function said(): string[] {
  const put = [...source.matchAll(/snprintf\((?:item->)?(?:found|why|cure), [^;]*?;/g)].map(([call]) => call.slice(call.indexOf(', sizeof') + 1))
  const programs = [...source.matchAll(/check_program\("[^;]*;/g)].map(([call]) => call.split(', ').slice(3).join(', '))
  const literals = [...put, ...programs].flatMap((call) => [...call.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => text))
  return [...new Set(literals)].filter((text) => /[a-z]{3}/.test(text) && !text.endsWith(':'))
}

const translated = LANGUAGES.slice(1)

describe.each(translated)('check.json in $name', ({ id }) => {
  const texts: Record<string, string> = JSON.parse(readFileSync(path.join(import.meta.dirname, `languages/${id}/check.json`), 'utf8'))
  const ofServer: readonly string[] = Object.values(FOUND)

  it('has every sentence of native/cli/check.c, native/tracer/permission.c and the server, and no other', () => {
    expect(said().length).toBeGreaterThan(10)
    expect([...said(), ...ofServer].filter((text) => !(text in texts))).toEqual([])
    expect(Object.keys(texts).filter((text) => !source.includes(`"${text}"`) && !ofServer.includes(text))).toEqual([])
  })

  it('has as many placeholders for the machine’s own words', () => {
    const places = (text: string): number => text.split(/%l?[sd]/).length
    expect(Object.entries(texts).filter(([english, text]) => places(english) !== places(text))).toEqual([])
  })
})

it('keeps the machine’s own word inside a sentence', async () => {
  await checkTexts.load('ja')
  expect(checkWords('/sys/fs/cgroup has no controller cpu, pids', 'ja')).toBe('/sys/fs/cgroup にコントローラー cpu, pids がありません')
  expect(checkWords('kernel.yama.ptrace_scope is 3', 'ja')).toBe('kernel.yama.ptrace_scope が 3 になっています')
  expect(checkWords('refused: Operation not permitted', 'ja')).toBe('拒まれました：Operation not permitted')
  expect(checkWords('apt-get install zig, then start again, so that the real program can be compared with ours', 'ja')).toBe(
    'apt-get install zig を実行し、もう一度起動してください。実際のプログラムを再現の隣で動かせます',
  )
  expect(checkWords('never heard of', 'ja')).toBe('never heard of')
  expect(checkWords('a child can be traced', 'en')).toBe('a child can be traced')
})
