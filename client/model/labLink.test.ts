import { describe, expect, it } from 'vitest'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { labLink, labOf, labState } from './labLink.ts'
import { readLink } from './link.ts'

const STANDARD: RunSettings = { strategy: 'ruby', uid: 65534 }
const RUNS: RunSettings[] = [
  { strategy: 'fork' },
  { strategy: 'nim', edition: '2.2.12', set: { use_fork: 'on' } },
  { strategy: 'go', signal: { PIPE: 'ignore' }, block: ['USR1'], nice: 5, threads: 2, uid: 0 },
]

describe('the Lab in a link', () => {
  it.each(RUNS)('says all settings of $strategy, and reads them back', (run) => {
    const verdict = readLink(labLink(run).replace('#/lab?', ''))
    if (!verdict.ok) throw new Error(verdict.fault.code)
    expect(labOf({ strategy: 'ruby' }, verdict.state.columns, verdict.state.settings)).toEqual({ run, stored: [] })
  })

  it('names the stored runs beside the settings', () => {
    const { columns, settings } = labState({ strategy: 'fork', nice: 1 }, ['a', 'b'])
    expect(columns).toHaveLength(3)
    expect(labOf(STANDARD, columns, settings)).toEqual({ run: { ...STANDARD, strategy: 'fork', nice: 1 }, stored: ['a', 'b'] })
  })

  it('takes the standard for all that is not said', () => {
    expect(labOf(STANDARD)).toEqual({ run: STANDARD, stored: [] })
    expect(labOf(STANDARD, [{ strategy: '', recording: 'a' }])).toEqual({ run: STANDARD, stored: ['a'] })
  })

  it('does not take a real program for the settings', () => {
    expect(labOf(STANDARD, [{ strategy: 'go', specimen: 'same' }]).run).toEqual(STANDARD)
  })
})
