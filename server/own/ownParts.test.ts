/** The parts of the way that start nothing: keys, diagnostics, command lines, the store. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { OwnLanguage } from '../../protocol/own.ts'
import { diagnosticsOf, saidToReader } from './diagnostics.ts'
import { type OwnEntry, openOwnStore } from './ownStore.ts'
import { programKey } from './programKey.ts'
import { findToolchains, type OwnToolchain, placedFiles } from './toolchains.ts'

const TOOLCHAIN: OwnToolchain = {
  ...{ language: 'c', version: 'cc 1', binds: {}, env: { HOME: '/tmp' }, deadlineMs: 1, makes: true, wellSaid: '' },
  compile: (files) => ['/usr/bin/cc', ...files.map(({ name }) => name)],
  start: () => ['/own/program'],
}
const FILES = [{ name: 'main.c', content: 'int main;' }]

describe('the key of a program', () => {
  it('is one for the same program, and 32 characters of an address', () => {
    expect(programKey(TOOLCHAIN, FILES)).toBe(programKey({ ...TOOLCHAIN, deadlineMs: 2 }, [...FILES]))
    expect(programKey(TOOLCHAIN, FILES)).toMatch(/^[\w-]{32}$/)
  })

  it('is another for whatever could make another program', () => {
    const keys = [
      programKey(TOOLCHAIN, FILES),
      programKey({ ...TOOLCHAIN, language: 'rust' }, FILES),
      programKey({ ...TOOLCHAIN, version: 'cc 2' }, FILES),
      programKey({ ...TOOLCHAIN, env: { HOME: '/' } }, FILES),
      programKey({ ...TOOLCHAIN, compile: () => ['/usr/bin/cc', '-O2'] }, FILES),
      programKey(TOOLCHAIN, [{ name: 'main.c', content: 'int main; ' }]),
      programKey(TOOLCHAIN, [{ name: 'other.c', content: 'int main;' }]),
      programKey(TOOLCHAIN, [...FILES, { name: 'b.c', content: '' }]),
      // What runs together alike.
      programKey(TOOLCHAIN, [
        { name: 'main.c', content: 'ab.cc' },
        { name: 'd.c', content: '' },
      ]),
      programKey(TOOLCHAIN, [
        { name: 'main.c', content: 'a' },
        { name: 'b.cc', content: 'd.c' },
      ]),
    ]
    expect(new Set(keys).size).toBe(keys.length)
  })
})

describe('what a compiler says', () => {
  const at = (language: OwnLanguage, said: string) => diagnosticsOf(language, saidToReader(said))
  it.each<[OwnLanguage, string, object]>([
    ['c', '/src/main.c:3:7: warning: unused variable ‘a’\n', { file: 'main.c', line: 3, column: 7, severity: 'warning', text: 'unused variable ‘a’' }],
    ['c', '/src/main.c:1:10: fatal error: x.h: No such file\n', { file: 'main.c', line: 1, column: 10, severity: 'error', text: 'x.h: No such file' }],
    [
      'rust',
      'error[E0425]: cannot find value\n --> /src/main.rs:1:13\n  |\n',
      { file: 'main.rs', line: 1, column: 13, severity: 'error', text: 'cannot find value' },
    ],
    ['go', '# program\n./main.go:3:15: undefined: nothing\n', { file: 'main.go', line: 3, column: 15, severity: 'error', text: 'undefined: nothing' }],
    ['nim', '/src/main.nim(1, 6) Error: undeclared identifier\n', { file: 'main.nim', line: 1, column: 6, severity: 'error', text: 'undeclared identifier' }],
    [
      'ruby',
      '/src/main.rb:2: syntax error, unexpected end\n',
      { file: 'main.rb', line: 2, column: null, severity: 'error', text: 'syntax error, unexpected end' },
    ],
    [
      'python',
      '  File "/src/main.py", line 2\n    x (\n      ^\nSyntaxError: never closed\n',
      { file: 'main.py', line: 2, column: null, severity: 'error', text: 'SyntaxError: never closed' },
    ],
    ['node', '/src/main.js:4\nfoo(\n\nSyntaxError: missing )\n', { file: 'main.js', line: 4, column: null, severity: 'error', text: 'SyntaxError: missing )' }],
  ])('%s: its place in the files', (language, said, diagnostic) => expect(at(language, said)).toEqual([diagnostic]))

  it('is bounded, whatever it is', () => {
    const many = at('c', `main.c:1:1: error: ${'x'.repeat(9_000)}\n`.repeat(200))
    expect([many.length, many[0]?.text.length]).toEqual([50, 500])
    expect(at('c', 'main.c:99999999999999999999:0: error: far\n')).toMatchObject([{ line: null, column: null }])
    expect(at('python', `  File "main.py", line 1\n${'\n'.repeat(60_000)}`)).toEqual([])
  })

  it('has no control characters and no folder of ours', () => {
    expect(saidToReader('\u001b[31m/src/main.c:1\u009b\r\n\tnext\u0007')).toBe('[31mmain.c:1\n\tnext')
  })
})

describe('toolchains', () => {
  it('Go is offered only with the cache of its own version', async () => {
    const cache = mkdtempSync(path.join(tmpdir(), 'spawnscope-test-cache-'))
    const hasGo = async (folder: string): Promise<boolean> => (await findToolchains('/nonexistent', folder)).some(({ language }) => language === 'go')
    expect(await hasGo('/nonexistent')).toBe(false)
    writeFileSync(path.join(cache, 'version'), 'go version go0.1 linux/amd64')
    expect(await hasGo(cache)).toBe(false)
    rmSync(cache, { recursive: true })
  })

  it('a file of the visitor stands in place of the one that his language wants', () => {
    const mod = { name: 'go.mod', content: 'module mine\n' }
    expect(placedFiles('go', [mod])).toEqual([mod])
    expect(placedFiles('go', []).map(({ name }) => name)).toEqual(['go.mod'])
  })
})

describe('the store of compiled programs', () => {
  const entry: OwnEntry = { argv: () => ['/own/program'], compiled: true, said: '' }
  it('keeps each in a folder that nobody can change, makes room for the newest, and goes', () => {
    const store = openOwnStore(250)
    for (const key of ['a', 'b']) store.keep(key, entry, FILES, Buffer.from('x'.repeat(91)))
    const a = store.find('a')
    expect(a).toMatchObject(entry)
    const root = path.dirname(a?.folder ?? '')
    expect(['main.c', 'program', '.'].map((name) => (statSync(path.join(a?.folder ?? '', name)).mode & 0o777).toString(8))).toEqual(['444', '555', '755'])
    store.keep('a', { ...entry, said: 'another' }, [], Buffer.from('another'))
    expect(store.find('a')).toEqual(a)
    expect(readFileSync(path.join(a?.folder ?? '', 'program'), 'utf8')).toBe('x'.repeat(91))
    // b has not been used for longest.
    store.keep('c', entry, FILES, Buffer.from('x'.repeat(91)))
    expect(['a', 'b', 'c'].map((key) => store.find(key) !== undefined)).toEqual([true, false, true])
    expect([readdirSync(root).toSorted(), store.bytes]).toEqual([['a', 'c'], 200])
    store.close()
    expect(existsSync(root)).toBe(false)
  })
})
