/** Builds the hostile program once before the tests (vite.config.ts), because tests of two files must not run make at the same time. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'

export function setup(): void {
  const made = spawnSync('make', ['-s', '-C', path.resolve(import.meta.dirname, '../../native'), 'hostile'], { encoding: 'utf8' })
  if (made.status !== 0) console.warn(`the hostile program is not built, the sandbox's tests will say so: ${made.error?.message ?? made.stderr}`)
}
