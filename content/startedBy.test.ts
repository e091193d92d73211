/** Starters: what each says it sets is what a program finds that is really started so. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { CONTENT, filesOf } from '../build/content/contentFiles.ts'
import { AS_NOBODY } from '../native/tests/asNobody.ts'
import { HELPER, liveRuns } from '../native/tests/liveRuns.ts'
import { passport, runOf } from '../native/tests/running.ts'
import { decodeCatalog } from '../protocol/decode.ts'
import { settingWords } from '../protocol/settings.ts'
import { START_SETTINGS, type StartedBy } from '../protocol/startedBy.ts'
import { checkSettings } from '../server/capabilities/checkSettings.ts'

const starters = filesOf('startedBy').flatMap(({ value }) => value)
const catalog = decodeCatalog(readFileSync(path.join(CONTENT, 'catalog.json'), 'utf8'))
const SHOWS = path.join(path.dirname(HELPER), 'targets/show-signals')

const flagsOf = ({ settings }: StartedBy): string[] => START_SETTINGS.flatMap((key) => settingWords(settings, key).flatMap((word) => [`--${key}`, word]))

it.each(starters)('$id: its settings are those of a run, and its sources are there', ({ settings, sources }) => {
  const known = new Set(filesOf('sources').flatMap(({ value }) => value.map(({ id }) => id)))
  expect(sources.filter((id) => !known.has(id))).toEqual([])
  expect(catalog.ok && checkSettings({ strategy: 'fork', ...settings }, catalog.value)).toMatchObject({ ok: true })
})

describe.skipIf(!liveRuns())('what a program finds', () => {
  const observed = starters.filter((starter) => starter.observed !== undefined)
  it.each(observed)('$id: the signal sets of a program that is really started so', (starter) => {
    const [command = '', ...words] = starter.observed ?? []
    if (!starts(command, words)) {
      console.warn(`skipped: ${command} cannot start a program here; its sources decide`)
      expect(process.env.CI, `where CI=true ${command} must start a program`).not.toBe('true')
      return
    }
    const { events } = runOf('fork', ...AS_NOBODY, ...flagsOf(starter))
    const started = passport(events, 'as-started')
    const { stdout } = spawnSync(command, [...words, SHOWS], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    for (const set of ['SigBlk', 'SigIgn'] as const) expect(stdout).toMatch(new RegExp(`^${set}:\\s+${started?.[set]}$`, 'm'))
  })

  it('some of them are installed here', () =>
    expect(observed.filter(({ observed: words = [] }) => starts(words[0] ?? '', words.slice(1))).length).toBeGreaterThan(1))
})

/** Not in every container may one become root of a namespace, or use sudo. */
function starts(command: string, words: readonly string[]): boolean {
  return existsSync(SHOWS) && spawnSync(command, [...words, '/bin/true'], { stdio: 'ignore' }).status === 0
}
