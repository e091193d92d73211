import { expect, it } from 'vitest'
import { isStartedLike, startedFlags, startedLike } from './startedBy.ts'

const NOHUP = { inherit: { HUP: 'ignore' } } as const

it('a starter replaces the one before, and leaves the rest', () => {
  const settings = { strategy: 'go', signal: { PIPE: 'ignore' as const }, inherit: { INT: 'ignore' as const }, terminal: 'foreground' }
  expect(startedLike(settings, NOHUP)).toEqual({ strategy: 'go', signal: { PIPE: 'ignore' }, inherit: { HUP: 'ignore' } })
})

it('a starter is recognised by what it sets, whatever the order', () => {
  expect(isStartedLike({ inherit: { QUIT: 'ignore', INT: 'ignore' } }, { inherit: { INT: 'ignore', QUIT: 'ignore' } })).toBe(true)
  expect(isStartedLike({ terminal: 'none' }, {})).toBe(true)
  expect(isStartedLike(NOHUP, { 'inherit-block': ['HUP'] })).toBe(false)
})

it('a starter says what it sets in the words of the command line', () => {
  expect(startedFlags({ ...NOHUP, 'inherit-block': ['TSTP'] })).toBe('--inherit HUP=ignore --inherit-block TSTP')
  expect(startedFlags({})).toBe('')
})
