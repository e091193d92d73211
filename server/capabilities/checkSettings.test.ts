/** Settings against the catalog of the real helper: what becomes argv, and what is refused with which cure. */
import { spawnSync } from 'node:child_process'
import { beforeAll, describe, expect, it } from 'vitest'
import { HELPER } from '../../native/tests/liveRuns.ts'
import type { Catalog } from '../../protocol/catalog.ts'
import { decodeCatalog } from '../../protocol/decode.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { checkSettings } from './checkSettings.ts'

let catalog: Catalog
beforeAll(() => {
  const verdict = decodeCatalog(spawnSync(HELPER, ['describe'], { encoding: 'utf8' }).stdout)
  if (!verdict.ok) throw new Error('the catalog does not decode')
  catalog = verdict.value
})

const argv = (settings: RunSettings) => {
  const checked = checkSettings(settings, catalog)
  if (!checked.ok) throw new Error(checked.refusal.message)
  return checked.argv.join(' ')
}
const refused = (settings: RunSettings) => {
  const checked = checkSettings(settings, catalog)
  if (checked.ok) throw new Error(`not refused: ${checked.argv.join(' ')}`)
  return checked.refusal
}

describe('the helper’s argv for', () => {
  it('moments', () => {
    expect(argv({ strategy: 'vfork', send: [{ signal: 'SIGUSR1', at: 'before-exec', to: 'child' }] })).toBe('run vfork --send USR1@before-exec:child')
    expect(argv({ strategy: 'vfork', hold: { 'child-start': 20, 'before-exec': 5 } })).toBe('run vfork --hold child-start=20 --hold before-exec=5')
  })

  it('the parent and the program', () => {
    expect(argv({ strategy: 'go', name: 'bare', memory: 64, threads: 4, target: 'write-pipe' })).toBe(
      'run go --target write-pipe --name bare --memory 64 --threads 4',
    )
  })

  it('experiments', () => {
    for (const { id } of catalog.hazards) expect(argv({ strategy: id })).toBe(`run ${id}`)
  })

  it('every safety measure of every strategy, one at a time', () => {
    for (const { id, settings } of [...catalog.strategies, ...catalog.hazards])
      for (const { kind, key } of settings) if (kind === 'switch') expect(argv({ strategy: id, set: { [key]: 'off' } })).toBe(`run ${id} --set ${key}=off`)
  })
})

describe('what is refused', () => {
  it.each<[string, RunSettings, { code: string; field: string; cure: RegExp }]>([
    ['no such strategy', { strategy: 'forque' }, { code: 'unknown_strategy', field: 'strategy', cure: /rust.*hazard-/ }],
    [
      'a child that is not there yet',
      { strategy: 'fork', send: [{ signal: 'INT', at: 'before-create', to: 'child' }] },
      { code: 'bad_value', field: 'send', cure: /parent/ },
    ],
    [
      'no such signal to send',
      { strategy: 'fork', send: [{ signal: 'NOPE', at: 'child-start', to: 'child' }] },
      { code: 'unknown_signal', field: 'send', cure: /PIPE/ },
    ],
    ['too long a hold', { strategy: 'fork', hold: { 'child-start': 2001 } }, { code: 'bad_value', field: 'hold.child-start', cure: /0 to 2000|1 to 2000/ }],
    ['a directory of the stranger’s choice', { strategy: 'fork', cwd: '/etc/../root' }, { code: 'bad_value', field: 'cwd', cure: /one of/ }],
    ['a PATH of the stranger’s choice', { strategy: 'fork', path: '/tmp/evil' }, { code: 'bad_value', field: 'path', cure: /one of/ }],
    ['more memory than is offered', { strategy: 'fork', memory: 999_999 }, { code: 'bad_value', field: 'memory', cure: /whole number/ }],
    ['more threads than are offered', { strategy: 'fork', threads: 9999 }, { code: 'bad_value', field: 'threads', cure: /whole number/ }],
    [
      'a setting of another strategy',
      { strategy: 'fork', set: { use_clone: 'on' } },
      { code: 'unknown_setting', field: 'set.use_clone', cure: /leave it out/ },
    ],
    ['a key of Object.prototype', { strategy: 'rust', set: { constructor: 'on' } }, { code: 'unknown_setting', field: 'set.constructor', cure: /one of/ }],
    ['a signal nobody may handle', { strategy: 'fork', signal: { KILL: 'ignore' } }, { code: 'bad_value', field: 'signal.KILL', cure: /leave it out/ }],
  ])('%s', (_, settings, { code, field, cure }) => {
    const refusal = refused(settings)
    expect(refusal).toMatchObject({ code, field })
    expect(refusal.cure).toMatch(cure)
  })
})
