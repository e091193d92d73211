/** The programs that the helper, the server and the page are measured beside: native/tests/baseline. */
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from '../setup/stamp.mjs'

const BUILD = path.join(ROOT, 'native/build/bench')

/** Where the program is, or will be once it is built. */
export const baseline = (name: string): string => path.join(BUILD, name)

/** Compiles it, and gives its path. */
export function builtBaseline(name: string): string {
  mkdirSync(BUILD, { recursive: true })
  const source = path.join(ROOT, `native/tests/baseline/${name}.c`)
  execFileSync(process.env.CC ?? 'cc', ['-O2', '-w', '-D_GNU_SOURCE', '-o', baseline(name), source], { stdio: 'inherit' })
  return baseline(name)
}
