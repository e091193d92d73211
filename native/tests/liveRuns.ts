/** Whether tests that need the real helper can run here. Where they cannot, says why, and fails where CI=true. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { decodeCheck } from '../../protocol/decode.ts'

/** The helper that `npm test` built. */
export const HELPER = process.env.SPAWNSCOPE_HELPER ?? path.resolve(import.meta.dirname, '../build/spawnscope')

export function liveRuns(): boolean {
  const { stdout, error } = spawnSync(HELPER, ['check'], { encoding: 'utf8' })
  const verdict = decodeCheck(stdout ?? '')
  if (verdict.ok && verdict.value.live) return true
  const missing = verdict.ok ? verdict.value.items.find(({ works, needed }) => needed && !works) : undefined
  const why = missing ? `${missing.name}: ${missing.found}. ${missing.cure ?? ''}` : `the helper does not answer: ${error?.message ?? stdout}`
  if (process.env.CI === 'true') throw new Error(`live runs must be possible where CI=true: ${why}`)
  console.warn(`skipped, no live runs here: ${why}`)
  return false
}
