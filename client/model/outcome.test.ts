import { describe, expect, it } from 'vitest'
import type { TraceEvent } from '../../protocol/events.ts'
import { outcomeOf } from './outcome.ts'

const note = (code: string, text: string): TraceEvent => ({ seq: 0, ns: 0, phase: null, step: null, kind: 'note', task: 1, code, text })

describe('the key of --press', () => {
  it('is what the note says, with its moment', () => {
    expect(outcomeOf([note('steps', 'fork wait'), note('pressed', 'ctrl-c running')]).pressed).toEqual({ key: 'ctrl-c', moment: 'running' })
  })

  it('may not have been pressed', () => {
    expect(outcomeOf([note('not-pressed', 'the run did not come to that moment')]).pressed).toEqual({ key: null, moment: '' })
  })

  it('is nothing in any other run', () => expect(outcomeOf([note('steps', 'fork wait')]).pressed).toBeNull())
})
