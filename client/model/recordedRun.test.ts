import { expect, it } from 'vitest'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { fittingRun, nearestRuns, type RecordedRun } from './recordedRun.ts'
import { catalog } from './testing/catalog.ts'

const excerpt = (key: string, settings: RunSettings, whose: RecordedRun['whose'] = 'any'): RecordedRun => ({
  settings,
  whose,
  whole: false,
  at: { kind: 'excerpt', key },
})
const ALL: RecordedRun[] = [
  excerpt('short', { strategy: 'ruby', edition: 'today' }),
  { settings: { strategy: 'ruby' }, whose: 'user', whole: true, at: { kind: 'edition', strategy: 'ruby', name: 'today' } },
  excerpt('root', { strategy: 'ruby' }, 'root'),
  excerpt('block', { strategy: 'ruby', block: ['USR1', 'INT'] }, 'user'),
  excerpt('old', { strategy: 'ruby', edition: 'article', block: ['HUP'] }),
  excerpt('set', { strategy: 'ruby', set: { open_mask: 'off' } }),
  excerpt('rust', { strategy: 'rust', block: ['HUP'] }),
]
const fitting = (settings: RunSettings) => fittingRun(ALL, settings, catalog)?.at

it('prefers the whole recording to an excerpt, and knows an edition by any of its names', () => {
  for (const edition of [undefined, 'today', '2.6']) expect(fitting({ strategy: 'ruby', ...(edition && { edition }) })).toMatchObject({ kind: 'edition' })
})

it('ignores the order of a set, an explicit default, and a limit', () => {
  const settings: RunSettings = { strategy: 'ruby', block: ['INT', 'USR1'], target: 'ok', memory: 0, set: { open_mask: 'on' }, timeout: 900 }
  expect(fitting(settings)).toMatchObject({ key: 'block' })
})

it('does not pass another parent off as the requested one', () => {
  expect(fitting({ strategy: 'ruby', uid: 65534 })).toMatchObject({ kind: 'edition' })
  expect(fitting({ strategy: 'ruby', block: ['USR1', 'INT'], uid: 0 })).toBeUndefined()
  expect(fitting({ strategy: 'ruby', set: { open_mask: 'off' }, uid: 5 })).toBeUndefined()
  expect(fitting({ strategy: 'ruby', threads: 4 })).toBeUndefined()
  expect(fitting({ strategy: 'ruby', specimen: 'plain' })).toBeUndefined()
})

it('offers the nearest runs of the same strategy, each setting once', () => {
  const offered = nearestRuns(ALL, { strategy: 'ruby', block: ['HUP'] }, catalog, 3)
  expect(offered.map(({ at }) => (at.kind === 'excerpt' ? at.key : at.name))).toEqual(['block', 'old', 'today'])
  expect(nearestRuns(ALL, { strategy: 'ruby', threads: 4 }, catalog, 99).map(({ settings }) => settings.strategy)).not.toContain('rust')
  expect(nearestRuns(ALL, { strategy: 'ruby', threads: 4 }, catalog, 99)).toHaveLength(5)
})
