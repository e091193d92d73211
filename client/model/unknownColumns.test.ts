import { expect, it } from 'vitest'
import { catalog } from './testing/catalog.ts'
import { knownColumns } from './unknownColumns.ts'

it('an unknown strategy is refused with what exists, and the other columns stay', () => {
  const { columns, unknown } = knownColumns([{ strategy: 'cobol' }, { strategy: 'go' }], catalog)
  expect(columns).toEqual([{ strategy: 'go' }])
  expect(unknown).toMatchObject([{ what: 'strategy', word: 'cobol', near: false }])
  expect(unknown[0]?.known).toContain('ruby')
})

it('what is probably meant comes first', () => {
  const { unknown } = knownColumns([{ strategy: 'rubi' }], catalog)
  expect(unknown).toMatchObject([{ word: 'rubi', near: true }])
  expect(unknown[0]?.known[0]).toBe('ruby')
  expect(unknown[0]?.known).toContain('go')
})

it('an unknown edition gives way to the newest', () => {
  const { columns, unknown } = knownColumns([{ strategy: 'go', edition: '0.1' }], catalog)
  expect(columns).toEqual([{ strategy: 'go' }])
  expect(unknown).toMatchObject([{ what: 'edition', word: '0.1', of: 'go' }])
})

it('editions by their aliases, stored runs, experiments and real programs are known', () => {
  const columns = [
    { strategy: 'go', edition: 'article' },
    { strategy: '', recording: 'x' },
    { strategy: catalog.hazards[0]?.id ?? '' },
    { strategy: 'go', specimen: 'same' },
  ]
  expect(knownColumns(columns, catalog)).toEqual({ columns, unknown: [] })
})
