import { expect, it } from 'vitest'
import { litIn, moved, pinned } from './light.ts'
import { RunLog } from './runLog.ts'

const newLog = (): RunLog => new RunLog('recorded', () => {})
const EXEC = { kind: 'mark', mark: 'exec' } as const
const PIPE = { kind: 'signal', signal: 'PIPE' } as const

it('a second click releases the pin; another target, or the same in another run, replaces it', () => {
  const pin = pinned(null, 0, EXEC)
  expect(pin).toEqual({ run: 0, target: EXEC })
  expect(pinned(pin, 0, { kind: 'mark', mark: 'exec' })).toBeNull()
  expect(pinned(pin, 1, EXEC)).toEqual({ run: 1, target: EXEC })
  expect(pinned(pin, 0, PIPE)).toEqual({ run: 0, target: PIPE })
  expect(pinned(pin, 0, null)).toBeNull()
  expect(pinned(pinned(null, 0, PIPE), 0, { kind: 'signal', signal: 'PIPE' })).toBeNull()
})

it('a step of the code lights up in its run, a signal in every run', () => {
  expect([0, 1].map((run) => litIn({ run: 1, target: EXEC }, run))).toEqual([null, EXEC])
  expect([0, 1].map((run) => litIn({ run: 1, target: PIPE }, run))).toEqual([PIPE, PIPE])
  expect(litIn(null, 0)).toBeNull()
})

it('the light moves with its run, or to the run that replaces it, and no further', () => {
  const [a, b, c] = [newLog(), newLog(), newLog()]
  const light = { run: 1, target: EXEC }
  expect(moved(light, [a, b], [b])).toEqual({ run: 0, target: EXEC })
  expect(moved(light, [a, b], [a, b, c])).toBe(light)
  expect(moved(light, [a, b], [a, c])).toBe(light)
  expect(moved(light, [a, b], [a])).toBeNull()
  expect(moved(null, [a, b], [a])).toBeNull()
})
