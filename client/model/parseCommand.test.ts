import { describe, expect, it } from 'vitest'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { commandOf } from './command.ts'
import type { FaultCode } from './commandFault.ts'
import { complete } from './completion.ts'
import { runnable } from './known.ts'
import { parseCommand } from './parseCommand.ts'
import { catalog } from './testing/catalog.ts'

function settingsOf(line: string): RunSettings {
  const verdict = parseCommand(line, catalog)
  if (!verdict.ok || verdict.command.kind !== 'run') throw new Error(`${line}: ${JSON.stringify(verdict)}`)
  return verdict.command.settings
}

const EVERYTHING: RunSettings = {
  strategy: 'ruby',
  edition: '2.2',
  signal: { PIPE: 'ignore', USR1: 'handle', RT_3: 'default' },
  block: ['INT', 'TERM'],
  send: [
    { signal: 'USR1', at: 'child-start', to: 'child' },
    { signal: 'INT', at: 'before-create', to: 'parent' },
  ],
  hold: { 'before-exec': 250, 'child-start': 0 },
  target: 'show-signals',
  name: 'bare',
  cwd: '/tmp',
  path: '/usr/bin:/bin:.',
  uid: 65534,
  memory: 64,
  threads: 3,
  timeout: 9000,
  'max-events': 100,
  set: { open_mask: 'off', real_uid: '7' },
}

describe('a command', () => {
  it('parses back to the settings that it was made from', () => {
    expect(settingsOf(commandOf(EVERYTHING))).toEqual(EVERYTHING)
  })

  it.each(runnable(catalog).map(({ id }) => id))('%s: each of its settings alone, at every value, comes back', (strategy) => {
    for (const setting of runnable(catalog).find(({ id }) => id === strategy)?.settings ?? []) {
      const values = setting.kind === 'choice' ? setting.choices : setting.kind === 'switch' ? ['on', 'off'] : ['0', '65535']
      for (const value of values) {
        const settings = { strategy, set: { [setting.key]: value } }
        expect(settingsOf(commandOf(settings))).toEqual(settings)
      }
    }
  })

  it('is as lenient as the shell: SIG, equals, quotes, sizes, no program name', () => {
    expect(settingsOf("run rust --signal=SIGPIPE=ignore --path '/usr/bin:/bin:.' --memory 1G --send usr1@child-start --block RTMIN+3")).toEqual({
      strategy: 'rust',
      signal: { PIPE: 'ignore' },
      path: '/usr/bin:/bin:.',
      memory: 1024,
      send: [{ signal: 'USR1', at: 'child-start', to: 'child' }],
      block: ['RT_3'],
    })
  })

  it.each<[string, FaultCode, string]>([
    ['rnu rust', 'unknown_command', 'run'],
    ['rust', 'unknown_command', 'run rust'],
    ['run rsut', 'unknown_strategy', 'rust'],
    ['run', 'unknown_strategy', 'clone'],
    ['run rust --singal PIPE=ignore', 'unknown_flag', '--signal'],
    ['run rust now', 'unknown_flag', '--signal'],
    ['run rust --signal PIPE=ignored', 'unknown_value', 'ignore'],
    ['run rust --signal PIEP=ignore', 'unknown_signal', 'PIPE'],
    ['run rust --signal', 'missing_value', 'HUP=default'],
    ['run rust --hold before-exec=9999', 'not_a_number', '2000'],
    ['run rust --hold exec=1', 'unknown_value', 'before-create'],
    ['run rust --memory lots', 'not_a_number', '4096'],
    ['run rust --uid 65536', 'not_a_number', '65535'],
    ['run rust --set chrot=on', 'unknown_setting', 'chroot'],
    ['run rust --set chroot=yes', 'unknown_value', 'on'],
    ['run rust --send USR1@before-create', 'no_child_yet', 'USR1@before-create:parent'],
    ['run rust --format strace', 'not_here', '--signal'],
    ['trace -- ls', 'not_here', 'run'],
    ["run rust --path '/bin", 'open_quote', "'"],
    [`run rust ${'--send USR1@child-start '.repeat(9)}`, 'too_many', '8'],
  ])('%s is refused as %s, and the cure has %s', (line, code, cure) => {
    const verdict = parseCommand(line, catalog)
    expect(verdict).toMatchObject({ ok: false, fault: { code } })
    if (!verdict.ok) expect(verdict.fault.known).toContain(cure)
  })

  it('KILL cannot be changed', () => {
    expect(parseCommand('run rust --signal KILL=ignore', catalog)).toMatchObject({ ok: false, fault: { code: 'fixed_signal', word: 'KILL' } })
  })

  it.each(['', '   ', 'help', 'help --signal', 'describe', 'describe ruby', 'check', 'clear', 'history', 'spawnscope'])('%j is taken', (line) => {
    expect(parseCommand(line, catalog).ok).toBe(true)
  })

  it('never throws, whatever somebody types', () => {
    const pieces = ['run', 'rust', '--signal', '--set', '=', '@', 'PIPE=', '"', "'", '\\', '--', '日本', '--hold', 'x'.repeat(300), '', '%']
    let state = 7
    const pick = (): string => {
      state = (state * 1103515245 + 12345) % 2147483648
      return pieces[state % pieces.length] ?? ''
    }
    for (let n = 0; n < 3000; n += 1) expect(() => parseCommand([pick(), pick(), pick(), pick(), pick()].join(n % 2 ? ' ' : ''), catalog)).not.toThrow()
  })
})

describe('completion', () => {
  it.each([
    ['r', 'run '],
    ['run ru', 'run ru'],
    ['run rub', 'run ruby '],
    ['run ruby --sig', 'run ruby --signal '],
    ['run ruby --signal PIP', 'run ruby --signal PIPE='],
    ['run ruby --signal PIPE=i', 'run ruby --signal PIPE=ignore '],
    ['run ruby --set open', 'run ruby --set open_mask=o'],
    ['run ruby --edition 2.', 'run ruby --edition 2.'],
    ['run nosuch', 'run nosuch'],
  ])('%j becomes %j', (line, wanted) => {
    expect(complete(line, catalog).line).toBe(wanted)
  })

  it('offers the matching names', () => {
    expect(complete('run ru', catalog).offers).toEqual(['ruby', 'rust'])
    expect(complete('run rust --block PI', catalog)).toEqual({ line: 'run rust --block PIPE ', offers: [] })
    expect(complete('run rust --block INT,PI', catalog).line).toBe('run rust --block INT,PIPE ')
  })
})
