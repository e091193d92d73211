/** What can be typed next: what the helper says, and what bash, zsh and fish make of it. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeCatalog } from '../../protocol/decode.ts'
import { isInstalled } from './lines.ts'
import { HELPER } from './liveRuns.ts'
import { helper } from './running.ts'

const NATIVE = path.resolve(import.meta.dirname, '..')
const scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope completion '))
const [here, home, bin] = ['here', 'home', 'bin'].map((name) => path.join(scratch, name)) as [string, string, string]
beforeAll(() => {
  for (const folder of [here, home, bin, path.join(here, 'folder')]) mkdirSync(folder)
  writeFileSync(path.join(here, 'lines.txt'), '')
  writeFileSync(path.join(here, 'program'), '#!/bin/sh\n', { mode: 0o755 })
  symlinkSync(HELPER, path.join(bin, 'spawnscope'))
})
afterAll(() => rmSync(scratch, { recursive: true }))

const words = (...typed: string[]): string[] => linesOf(helper('complete', ...typed).stdout)
const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '')

describe('the helper itself', () => {
  it('completes commands, strategies, flags and their values', () => {
    expect(words('d')).toEqual(['describe'])
    expect(words('--')).toEqual(['--help', '--version'])
    expect(words('run', 'posix')).toEqual(['posix_spawn'])
    expect(words('run', 'rust', '--ed')).toEqual(['--edition'])
    expect(words('run', 'rust', '--edition', '')).toEqual(['1.26', 'article', '1.34', '1.49', '1.66', 'today'])
    expect(words('run', 'rust', '--target', 'bad')).toEqual(['bad-format'])
    expect(words('run', 'rust', '--target=bad')).toEqual(['--target=bad-format'])
    expect(words('run', 'rust', '--signal', 'PIPE=')).toEqual(['PIPE=default', 'PIPE=ignore', 'PIPE=handle'])
    expect(words('run', 'rust', '--block', 'INT,SIGQU')).toEqual(['INT,SIGQUIT'])
    expect(words('run', 'rust', '--send', 'TERM@child')).toEqual(['TERM@child-start'])
    expect(words('run', 'rust', '--send', 'TERM@before-create:p')).toEqual(['TERM@before-create:parent'])
    expect(words('run', 'rust', '--set', 'pre')).toEqual(['pre_exec='])
    expect(words('run', 'rust', '--set', 'pre_exec=')).toEqual(['pre_exec=on', 'pre_exec=off'])
    expect(words('run', 'hazard-lock', '--set', 'holder=c')).toEqual(['holder=child'])
    expect(words('trace', '--pin', '')).toEqual(['auto', 'on', 'off', 'follow'])
    expect(words('trace', '--where', '')).toEqual(['<folders>', 'script'])
    expect(words('trace', '--pin', 'on', '--', '')).toEqual(['<program>'])
    expect(words('trace', '--', 'ls', '--out')).toEqual(['<arguments>'])
    expect(words('bench', 'ru')).toEqual(['ruby', 'rust'])
    expect(words('bench', 'fork', 'rust@1.')).toEqual(['rust@1.26', 'rust@1.34', 'rust@1.49', 'rust@1.66'])
    expect(words('bench', 'fork', '--pages', 'small,')).toEqual(['small,huge'])
    expect(words('bench', '--repeat', '21', 'fo')).toEqual([])
  })

  it('offers nothing that the parser does not know', () => {
    const verdict = decodeCatalog(helper('describe').stdout)
    if (!verdict.ok) throw new Error('the catalog does not decode')
    const { strategies, hazards } = verdict.value
    expect(words('run', '')).toEqual([...strategies, ...hazards].map(({ id }) => id))
    for (const { id, editions } of [...strategies, ...hazards])
      expect(words('run', id, '--edition', '')).toEqual(editions.flatMap(({ name, aliases }) => [name, ...aliases]))
    for (const command of words('').filter((word) => word !== 'version')) expect(helper('help', command)).toMatchObject({ status: 0 })
    for (const [command, ...before] of [['run', 'rust'], ['trace'], ['bench', 'fork']] as const)
      for (const option of words(command, ...before, '--').filter((word) => word !== '--')) {
        // At the latest the last word is refused, so nothing runs.
        const { status, stderr } = spawnSync(HELPER, [command, ...before, `${option}=`, '--no-such-option=x'], { encoding: 'utf8' })
        expect(status).toBe(2)
        expect(stderr).not.toContain(`no option ${option} `)
      }
  })
})

/** What each shell offers in a folder that holds folder/, lines.txt and program. */
const OFFERED: [line: string, offered: string[]][] = [
  ['d', ['describe']],
  ['help ver', ['version']],
  ['run hazard-ha', ['hazard-handler']],
  ['run rust --ed', ['--edition']],
  ['run rust --edition 1.3', ['1.34']],
  ['run rust --target=bad', ['--target=bad-format']],
  ['run rust --signal PIP', ['PIPE=']],
  ['run rust --signal PIPE=', ['PIPE=default', 'PIPE=handle', 'PIPE=ignore']],
  ['run rust --block INT,QU', ['INT,QUIT']],
  ['run rust --send TERM@chi', ['TERM@child-start']],
  ['run rust --send TERM@child-start:pa', ['TERM@child-start:parent']],
  ['run rust --set pre_exec=', ['pre_exec=off', 'pre_exec=on']],
  ['run fork --cwd ', ['folder']],
  ['run fork --output=li', ['--output=lines.txt']],
  ['bench rust@1.2', ['rust@1.26']],
  ['bench fork --pag', ['--pages']],
  ['trace --output ', ['fd:', 'folder', 'lines.txt', 'program']],
  ['trace --pin on -- spawnsco', ['spawnscope']],
  ['trace -- cat li', ['lines.txt']],
]

const SHELLS: [shell: string, command: (line: string) => string[]][] = [
  ['bash', (line) => [path.join(NATIVE, 'tests/shells/capture.bash'), path.join(NATIVE, 'completion.bash'), line]],
  ['zsh', (line) => ['-f', path.join(NATIVE, 'tests/shells/capture.zsh'), path.join(NATIVE, 'completion.zsh'), line]],
  ['fish', (line) => ['--no-config', '-c', 'source $argv[1]; complete -C $argv[2]', path.join(NATIVE, 'completion.fish'), line]],
]

describe.each(SHELLS)('%s', (shell, command) => {
  it.skipIf(!isInstalled(shell)).each(OFFERED)('completes spawnscope %s', (line, offered) => {
    const folders = { HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home, PATH: `${bin}:/usr/bin:/bin` }
    const env = { ...process.env, ...folders, TERM: 'dumb', LC_ALL: 'C.UTF-8' }
    const { stdout, stderr, status } = spawnSync(shell, command(`spawnscope ${line}`), { cwd: here, env, encoding: 'utf8' })
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    // fish says what a word means, a folder may end in /, and zsh may offer a word twice.
    const seen = linesOf(stdout).map((word) => word.replace(/\t.*|\/$/g, ''))
    expect([...new Set(seen)].toSorted()).toEqual(offered.toSorted())
  })
})
