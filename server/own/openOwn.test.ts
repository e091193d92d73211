/** Who may run programs here: each policy against each sandbox. */
import { expect, it } from 'vitest'
import { LANGUAGES } from '../../protocol/language.ts'
import { readLimits } from '../limits.ts'
import { createRates } from '../runs/rates.ts'
import type { Level } from '../sandbox/containedCommand.ts'
import { reportOf } from '../sandbox/ladder.ts'
import { type OwnOptions, openOwn } from './openOwn.ts'

const rates = createRates(readLimits({}), null)
/** A server whose sandbox has this level. Its walls are never asked here. */
function open(level: 0 | Level, ownPrograms: OwnOptions['ownPrograms'], forOthers = false): ReturnType<typeof openOwn> {
  const sandbox = reportOf({ level, code: level === 4 ? 'complete' : level === 3 ? 'no_cgroup' : 'bwrap_missing', found: null, firstEventMs: 1 })
  const walls = { report: sandbox } as NonNullable<Parameters<typeof openOwn>[1]['walls']>
  return openOwn({ ownPrograms, forOthers, goCache: '/nonexistent' }, { walls: level === 0 ? null : walls, sandbox, refused: null }, rates)
}

it.each([
  [4, 'off', false, 'own_off', /SPAWNSCOPE_OWN_PROGRAMS=local/],
  [4, 'local', true, 'own_off', /your own machine.*SPAWNSCOPE_OWN_PROGRAMS=on/],
  [3, 'local', true, 'own_off', /your own machine/],
  [2, 'local', false, 'own_off', /bubblewrap/],
  [1, 'local', false, 'own_off', /bubblewrap/],
  [0, 'local', false, 'own_off', /api\/check/],
] as const)('level %d, %s, reachable by others: %s: refused with the cure', (level, policy, others, code, cure) => {
  expect(open(level, policy, others)).toMatchObject({ code, cure: expect.stringMatching(cure) })
})

it.each([
  [3, 'local', false],
  [4, 'local', false],
  [4, 'on', true],
] as const)('level %d, %s, reachable by others: %s: offered', async (level, policy, others) => {
  const own = open(level, policy, others)
  expect(own).toHaveProperty('toolchains')
  if ('close' in own) await own.close()
})

it.each([0, 1, 2, 3] as const)('on with level %d does not start, and names the missing part', (level) => {
  expect(() => open(level, 'on', true)).toThrow(level === 3 ? /level 4.*level 3.*(cgroup|control group|Delegate)/is : /level 4.*bubblewrap/is)
})

it('the refusal is explained in every language, with the variable and the cure', async () => {
  for (const { id } of LANGUAGES) {
    const { readFileSync } = await import('node:fs')
    const errors = readFileSync(new URL(`../../content/languages/${id}/errors.md`, import.meta.url), 'utf8')
    const paragraph = /^## own_off\n(.*)$/m.exec(errors)?.[1] ?? ''
    expect(paragraph).toMatch(/SPAWNSCOPE_OWN_PROGRAMS=on/)
    expect(paragraph).toMatch(/HOST=127\.0\.0\.1/)
  }
})
