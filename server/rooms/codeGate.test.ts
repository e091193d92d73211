import { describe, expect, it } from 'vitest'
import { CODE_LINE_LENGTH, WRONG_CODES, WRONG_CODES_PER_ADDRESS } from '../limits.ts'
import { createCodeGate } from './codeGate.ts'

/** A gate whose lines move when the test says so. */
function slowGate() {
  const waiting: { ms: number; go: () => void }[] = []
  const gate = createCodeGate((ms) => new Promise<void>((go) => waiting.push({ ms, go })))
  return { gate, waiting }
}
const wrongTimes = async (gate: ReturnType<typeof createCodeGate>, address: string, times: number): Promise<void> => {
  for (let n = 0; n < times; n += 1) await gate.wrong(address)
}

describe('typed codes', () => {
  it('pass at once for a class where each mistypes once', async () => {
    const { gate, waiting } = slowGate()
    await wrongTimes(gate, 'school', WRONG_CODES_PER_ADDRESS - 1)
    expect(await gate.turn('school')).toBe(true)
    expect(waiting).toEqual([])
  })

  it('wait in one line past the budget of an address, right ones and wrong ones alike, and nobody else does', async () => {
    const { gate, waiting } = slowGate()
    await wrongTimes(gate, 'guesser', WRONG_CODES_PER_ADDRESS)
    const passed: number[] = []
    const turns = [1, 2, 3].map((n) => gate.turn('guesser').then(() => passed.push(n)))
    expect(await gate.turn('school')).toBe(true)
    for (let n = 1; n <= 3; n += 1) {
      await expect.poll(() => waiting.length).toBe(n)
      expect(passed).toHaveLength(n - 1)
      waiting[n - 1]?.go()
      await turns[n - 1]
    }
    expect([passed, waiting.map(({ ms }) => ms)]).toEqual([
      [1, 2, 3],
      [1_000, 1_000, 1_000],
    ])
  })

  it('are told to use the QR code when the line is full', async () => {
    const { gate, waiting } = slowGate()
    await wrongTimes(gate, 'guesser', WRONG_CODES_PER_ADDRESS)
    const turns = Array.from({ length: CODE_LINE_LENGTH }, () => gate.turn('guesser'))
    await expect.poll(() => waiting.length).toBe(1)
    expect(await gate.turn('guesser')).toBe(false)
    for (let n = 0; n < turns.length; n += 1) {
      await expect.poll(() => waiting.length).toBe(n + 1)
      waiting[n]?.go()
    }
    expect(await Promise.all(turns)).toEqual(turns.map(() => true))
  })

  it('of many addresses share a line once all together have guessed too much; an address without a wrong one does not wait', async () => {
    const { gate, waiting } = slowGate()
    const each = WRONG_CODES_PER_ADDRESS - 1
    for (let n = 0; n <= WRONG_CODES / each; n += 1) await wrongTimes(gate, `guesser ${n}`, each)
    const turn = gate.turn('guesser 0')
    await expect.poll(() => waiting.map(({ ms }) => ms)).toEqual([50])
    expect(await gate.turn('school')).toBe(true)
    waiting[0]?.go()
    expect(await turn).toBe(true)
  })
})
