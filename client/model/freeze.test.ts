import { expect, it } from 'vitest'
import { caresOf, frozen, withCare } from './freeze.ts'
import { catalog } from './testing/catalog.ts'

it('holds the child until let go, and leaves a moment that was chosen', () => {
  expect(frozen({ strategy: 'vfork' })).toEqual({ strategy: 'vfork', hold: { 'child-start': 'wait' } })
  expect(frozen({ strategy: 'vfork', hold: { 'before-exec': 'wait' } }).hold).toEqual({ 'before-exec': 'wait' })
  expect(frozen({ strategy: 'vfork', hold: { 'after-exec': 100 } }).hold).toEqual({ 'after-exec': 100, 'child-start': 'wait' })
})

it('knows the care of a strategy, and takes it away', () => {
  expect(caresOf({ strategy: 'ruby' }, catalog)).toEqual([
    { care: 'block_signals', on: true },
    { care: 'reset_dispositions', on: true },
  ])
  expect(caresOf(withCare({ strategy: 'ruby' }, 'block_signals', false), catalog)[0]).toEqual({ care: 'block_signals', on: false })
  expect(caresOf({ strategy: 'fork' }, catalog)).toEqual([])
})
