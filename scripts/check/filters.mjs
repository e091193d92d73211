/** Checks that the checked-in seccomp filters are what libseccomp makes of native/sandbox/generate_filters.c. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ROOT } from '../setup/stamp.mjs'

const HEADER = path.join(ROOT, 'native/sandbox/gen/seccomp_filters.h')
const scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope-filters-'))
const made = path.join(scratch, 'filters.h')
const { status, stderr } = spawnSync('make', ['-s', '-C', 'native', 'filters', `FILTERS=${made}`], { cwd: ROOT, encoding: 'utf8' })
const versionOf = (text) => /libseccomp ([\d.]+)/.exec(text)?.[1]

if (status !== 0 && stderr.includes('seccomp.h')) {
  console.log('skipped: there is no libseccomp to generate the filters again. Cure: apt-get install libseccomp-dev')
  process.exitCode = process.env.CI === 'true' ? 1 : 0
} else if (status !== 0) {
  console.error(stderr)
  process.exitCode = 1
} else {
  const [ours, theirs] = [readFileSync(HEADER, 'utf8'), readFileSync(made, 'utf8')]
  if (ours === theirs) console.log(`the seccomp filters are current (libseccomp ${versionOf(theirs)})`)
  else {
    console.error(
      `native/sandbox/gen/seccomp_filters.h differs from what libseccomp ${versionOf(theirs)} makes (it says ${versionOf(ours)}). Cure: make -C native filters`,
    )
    process.exitCode = 1
  }
}
rmSync(scratch, { recursive: true })
