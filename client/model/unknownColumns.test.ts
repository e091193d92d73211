import { expect, it } from 'vitest'
import { nearNames } from './nearNames.ts'
import { catalog } from './testing/catalog.ts'
import { knownColumns } from './unknownColumns.ts'

it('an unknown strategy is refused with what exists, and the other columns stay', () => {
  const { columns, unknown } = knownColumns([{ strategy: 'cobol' }, { strategy: 'go' }], catalog)
  expect(columns).toEqual([{ strategy: 'go' }])
  expect(unknown).toMatchObject([{ what: 'strategy', word: 'cobol' }])
  expect(unknown[0]?.names).toContain('ruby')
  expect(nearNames('cobol', unknown[0]?.names ?? [])).toEqual({ known: unknown[0]?.names, near: false })
})

it('what is probably meant comes first', () => {
  const { unknown } = knownColumns([{ strategy: 'rubi' }], catalog)
  const { known, near } = nearNames('rubi', unknown[0]?.names ?? [])
  expect(near).toBe(true)
  expect(known[0]).toBe('ruby')
  expect(known).toContain('go')
  expect(known).toHaveLength(unknown[0]?.names.length ?? 0)
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
