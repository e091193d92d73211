import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { pseudoCopy } from './pseudoCopy.ts'
import { PSEUDO } from './pseudoFolder.ts'
import { pseudo, pseudoText } from './pseudoText.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

describe('a text in the pseudo-language', () => {
  it.each([
    ['Step back', '⟦Šťééṕ ƀááčķ⟧'],
    ['send `SIGINT` to [the child](term:child)', '⟦šééńď `SIGINT` ťóó [ťĥéé čĥííĺď](term:child)⟧'],
    ['%s has no controller %s', '⟦%s ĥááš ńóó čóóńťŕóóĺĺééŕ %s⟧'],
    ['{install}, then posix_spawn(3) with --set KEY=VALUE', '⟦{install}, ťĥééń posix_spawn(3) ŵííťĥ --set KEY=VALUE⟧'],
    [': ', ': '],
    ['', ''],
  ])('%j', (english, made) => expect(pseudoText(english)).toBe(made))

  it('is about 40 % longer', () => {
    const english = 'Set the parent up, reach into the window between create and exec, and watch what the kernel makes of it.'
    expect(pseudoText(english).length / english.length).toBeGreaterThan(1.3)
  })
})

describe('messages in the pseudo-language', () => {
  const { lead, stack, count, list } = pseudo({
    lead: (title: string) => `Step through ${title}`,
    stack: (kind: string) => `it runs on ${{ same: 'the parent’s', separate: 'a separate one' }[kind] ?? kind}`,
    count: (n: number) => `${n} ${n === 1 ? 'call' : 'calls'}`,
    list: (names: string[]) => ({ all: names.join(', '), said: `all of ${names.join(' and ')}` }),
  })

  it('keep what they are given and hand on', () => {
    expect(lead('Rust')).toBe('⟦Šťééṕ ťĥŕóóúúğĥ Rust⟧')
    expect(list(['Go', 'Nim'])).toEqual({ all: 'Go, Nim', said: '⟦ááĺĺ óóƒ Go ááńď Nim⟧' })
  })

  it('change what they say for a word that they decide by', () => {
    expect(stack('separate')).toBe('⟦ííť ŕúúńš óóń áá šééṕááŕááťéé óóńéé⟧')
    expect(count(2)).toBe('⟦2 čááĺĺš⟧')
  })
})

describe('the project with one language more', () => {
  const copy = mkdtempSync(path.join(tmpdir(), 'spawnscope-pseudo-test-'))
  pseudoCopy(copy)
  afterAll(() => rmSync(copy, { recursive: true, force: true }))
  const run = (...words: string[]) => spawnSync(process.execPath, words, { cwd: copy, encoding: 'utf8' })

  it('differs in one row and one folder', () => {
    const differing = (folder: string): string[] =>
      readdirSync(path.join(copy, folder), { withFileTypes: true }).flatMap((entry) => {
        const name = path.join(folder, entry.name)
        if (entry.isSymbolicLink() || name === 'native/build') return []
        if (entry.isDirectory()) return existsSync(path.join(ROOT, name)) ? differing(name) : [name]
        return existsSync(path.join(ROOT, name)) && readFileSync(path.join(copy, name)).equals(readFileSync(path.join(ROOT, name))) ? [] : [name]
      })
    expect(differing('')).toEqual([`content/languages/${PSEUDO.id}`, 'protocol/language.ts'])
  })

  it.each(['client', 'protocol', 'tsconfig.node.json'])('has no fault of type in %s', (project) => {
    const { status, stdout } = run('node_modules/typescript/bin/tsc', '--noEmit', '-p', project)
    expect(stdout).toBe('')
    expect(status).toBe(0)
  })

  it('keeps the rules that the tests of the content hold every language to', () => {
    const files = ['languages', 'words', 'steps', 'check', 'catalog'].map((name) => `content/${name}.test.ts`)
    const { status, stdout, stderr } = run('node_modules/vitest/vitest.mjs', 'run', '--config', 'vite.config.ts', ...files)
    expect(`${stdout}${stderr}`).not.toContain('FAIL')
    expect(status).toBe(0)
  })
})
