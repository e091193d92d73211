/**
 * What --where costs a stop: the same program, traced with and without, in turns. C by libdw, Go by libdw (its frames and its units are
 * others), Python by its prelude, whose own work in the program counts too.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { compiled, ownToolchains, type Program, template } from '../../native/tests/lines.ts'
import { HELPER } from '../../native/tests/liveRuns.ts'
import type { OwnLanguage } from '../../protocol/own.ts'
import { keep } from './keep.mjs'
import { median } from './median.ts'
import { pairedRatio } from './pairedRatio.ts'
import { rounded } from './rounded.ts'

const ROUNDS = 11
const CALLS = 20_000
const LIMITS = ['--pin', 'on', '--timeout', '60000', '--max-events', '1000000', '--format', 'ndjson', '--output', '/dev/null']

const LOOPS: Readonly<Partial<Record<OwnLanguage, string>>> = {
  c: `#include <unistd.h>\nint main(void)\n{\n\tfor (int i = 0; i < ${CALLS}; i++)\n\t\tgetppid();\n}\n`,
  go: `package main\n\nimport "syscall"\n\nfunc main() {\n\tfor i := 0; i < ${CALLS}; i++ {\n\t\tsyscall.Getppid()\n\t}\n}\n`,
  python: `import os\nfor _ in range(${CALLS}):\n    os.getppid()\n`,
}

export async function linesOfPrograms(): Promise<void> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope-bench-lines-'))
  try {
    for (const toolchain of await ownToolchains()) {
      const content = LOOPS[toolchain.language]
      if (content === undefined) continue
      const program = compiled(toolchain, [{ ...template(toolchain.language), content }], path.join(scratch, toolchain.language))
      measure(toolchain.language, program, toolchain.makes)
    }
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

function measure(language: string, { argv, where }: Program, compiledProgram: boolean): void {
  // Without lines a script is started without its prelude.
  const bare = compiledProgram ? argv : [argv[0] ?? '', argv.at(-1) ?? '']
  const times: { without: number[]; with: number[] } = { without: [], with: [] }
  for (let round = 0; round < ROUNDS; round += 1)
    for (const way of round % 2 === 0 ? (['without', 'with'] as const) : (['with', 'without'] as const))
      times[way].push(millisecondsOf(way === 'with' ? ['--where', where] : [], way === 'with' ? argv : bare))
  const perStop = median(times.with.map((ms, round) => ((ms - (times.without[round] ?? Number.NaN)) * 1000) / CALLS))
  const ratio = rounded(pairedRatio(times.with, times.without), 2)
  keep('lines', { language, ratio, usMoreAStop: rounded(perStop, 1), withoutMs: Math.round(median(times.without)), calls: CALLS, medianOf: ROUNDS })
}

function millisecondsOf(options: readonly string[], program: readonly string[]): number {
  const began = process.hrtime.bigint()
  const { status, error } = spawnSync(HELPER, ['trace', ...LIMITS, ...options, '--', ...program], { stdio: 'ignore' })
  if (error || status !== 0) throw new Error(`${program.join(' ')}: ${error?.message ?? `status ${status}`}`)
  return Number(process.hrtime.bigint() - began) / 1e6
}
