import { expect, it } from 'vitest'
import type { ColumnChoice, SharedSettings } from './link.ts'
import { stalenessOf } from './staleRun.ts'
import { catalog } from './testing/catalog.ts'
import { recorded } from './testing/recordedEvents.ts'

const NOBODY: SharedSettings = { uid: 65534 }

function of(column: ColumnChoice, settings: SharedSettings, strategy = column.strategy, asked = NOBODY) {
  const hello = recorded(strategy)[0]
  if (hello?.kind !== 'hello') throw new Error(`${strategy} begins with no hello`)
  return stalenessOf({ hello, column, settings, asked }, catalog)
}

it('a recording under the page’s own settings is the answer', () => {
  for (const strategy of ['rust', 'go', 'ruby', 'nim', 'fork', 'vfork']) expect(of({ strategy }, NOBODY)).toBe('no')
})

it('any changed setting makes it a run of something else', () => {
  for (const changed of [{ signal: { INT: 'ignore' } }, { block: ['USR1'] }, { target: 'missing' }, { memory: 64 }] as SharedSettings[]) {
    expect(of({ strategy: 'go' }, { ...NOBODY, ...changed })).toBe('not-run')
  }
  expect(of({ strategy: 'nim', set: { use_fork: 'on' } }, NOBODY)).toBe('not-run')
})

it('a real program does not say its settings, so what it was asked for decides', () => {
  const real: ColumnChoice = { strategy: 'go', specimen: 'same' }
  expect(of(real, NOBODY)).toBe('no')
  expect(of(real, { ...NOBODY, signal: { PIPE: 'ignore' } })).toBe('not-run')
  expect(of({ ...real, specimen: 'missing' }, { ...NOBODY, signal: { PIPE: 'ignore' } })).toBe('no')
})

it('a stored run never becomes stale, but says when its settings are not the page’s', () => {
  const stored: ColumnChoice = { strategy: '', recording: 'abc' }
  expect(of(stored, NOBODY, 'vfork')).toBe('no')
  expect(of(stored, { ...NOBODY, block: ['INT'] }, 'vfork')).toBe('stored')
})

it('before there is a run there is nothing to mistake', () => {
  expect(stalenessOf({ hello: undefined, column: { strategy: 'go' }, settings: { target: 'missing' }, asked: {} }, catalog)).toBe('no')
})
