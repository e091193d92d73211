import { expect, it } from 'vitest'
import { GRIP_PX, gripsApart } from './gripsApart.ts'

it('two grips never cover each other, and one far from the other stands on its point', () => {
  for (const [fork, vfork] of [
    [100, 100],
    [100, 110],
    [110, 100],
    [100, 131],
  ] as const) {
    const apart = gripsApart(fork, vfork)
    expect(Math.abs(fork + apart.fork - (vfork + apart.vfork))).toBe(2 * GRIP_PX)
  }
  const far = gripsApart(100, 200)
  expect(far.fork + far.vfork).toBe(0)
  expect(Math.abs(far.fork)).toBe(0)
})
