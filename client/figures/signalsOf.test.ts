import { expect, it } from 'vitest'
import { signalsOf, signalsToFollow } from './signalsOf.ts'

it('names the signals of the settings, and that of a key', () => {
  expect(signalsOf({ inherit: { HUP: 'ignore' }, block: ['USR1'], send: [{ signal: 'TERM', at: 'after-exec', to: 'child' }] })).toEqual(['HUP', 'USR1', 'TERM'])
  expect(signalsOf({ press: 'ctrl-c@running' })).toEqual(['INT'])
  expect(signalsOf({})).toEqual([])
})

it('adds SIGPIPE where the runs are about the runtime alone', () => {
  expect(signalsToFollow([{ signal: { INT: 'handle' } }, { block: ['USR1'] }])).toEqual(['PIPE', 'INT', 'USR1'])
  expect(signalsToFollow([{}, { inherit: { HUP: 'ignore' } }])).toEqual(['HUP'])
  expect(signalsToFollow([{ inherit: { PIPE: 'ignore' } }])).toEqual(['PIPE'])
})
