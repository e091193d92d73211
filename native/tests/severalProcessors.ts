import { availableParallelism } from 'node:os'

/** Whether --pin has anything to choose from. Says so where not, and fails in CI. */
export function severalProcessors(): boolean {
  if (availableParallelism() > 1) return true
  if (process.env.CI === 'true') throw new Error('--pin can be tested only with two processors')
  console.warn('skipped: with one processor there is nothing to pin')
  return false
}
