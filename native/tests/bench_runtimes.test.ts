/** The benchmark programs in real languages (content/strategies/NAME/bench): built and run if their tools are installed. */
import { expect, it } from 'vitest'
import { buildRuntimes, measureRuntime } from '../../scripts/bench/costOfRuntimes.ts'

it('each measures itself, with the mechanism that the tracer saw', { timeout: 120_000 }, () => {
  const missing: string[] = []
  const built = buildRuntimes((words) => missing.push(words))
  for (const words of missing) console.log(`not tried: ${words}`)
  if (process.env.CI === 'true') expect(missing).toEqual([])
  for (const one of built) {
    const cell = measureRuntime(one, 8, 5, 0, 0)
    expect(cell).toMatchObject({ source: 'runtime', strategy: one.id, memory_mb: 8 })
    expect(cell.samples).toHaveLength(5)
    expect(cell.resident_kb).toBeGreaterThan(8 * 1024)
    expect(cell.mechanism).toMatch(/^(v?fork|clone3?\()/)
  }
  expect(built.length + missing.length).toBe(4)
})
