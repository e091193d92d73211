/** One setting of one specimen, run under the tracer; and ours with the same settings. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { HELPER } from '../../native/tests/liveRuns.ts'
import { patient } from '../../native/tests/patience.ts'
import { decodeEvent } from '../../protocol/decode.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import type { SpecimenSetting } from '../../protocol/specimen.ts'
import { type BuiltToolchain, programOf } from './build.ts'

/** The program is started where ours is, in the folder of the targets, so that both name the target alike. */
const TARGETS = path.join(path.dirname(HELPER), 'targets')
/** What our host gives its child. A bare name is looked for here. */
const PATH = '/usr/bin:/bin'
const TIMEOUT_MS = 20_000

/** NDJSON of the real program. */
export function runSpecimen(toolchain: BuiltToolchain, setting: SpecimenSetting, before: readonly string[] = []): string {
  const word = (flag: string): string | undefined => setting.ours[setting.ours.indexOf(flag) + 1] ?? undefined
  const has = (flag: string): boolean => setting.ours.includes(flag)
  const name = has('--target') ? word('--target') : 'ok'
  const target = has('--name') ? `${name}` : has('--cwd') ? `${TARGETS}/${name}` : `./${name}`
  const program = [...programOf(toolchain, setting), ...setting.program.map((one) => one.replace('{target}', target))]
  return helper(
    [
      'trace',
      ...setting.inherits,
      '--pin',
      'on',
      '--inherit',
      'off',
      '--at-limit',
      'kill',
      '--timeout',
      String(TIMEOUT_MS),
      '--max-events',
      '200000',
      '--format',
      'ndjson',
      '--output',
      'fd:3',
      '--',
      ...program,
    ],
    has('--name'),
    before,
  )
}

/** NDJSON of ours, in the edition that the release found is held against. */
export function runOurs(toolchain: BuiltToolchain, setting: SpecimenSetting, edition = editionOf(toolchain)): string {
  return helper(patient(['run', toolchain.strategy, '--edition', edition, ...setting.ours, '--format', 'ndjson', '--output', 'fd:3']), false)
}

export function editionOf({ specimen, version = '0' }: BuiltToolchain): string {
  const reached = specimen.editions.filter(({ from }) => compare(version, from) >= 0)
  return (reached.at(-1) ?? specimen.editions[0])?.edition ?? 'today'
}

/** The C library of this machine, as the helper names it. */
export function environment(): string {
  const [hello] = eventsIn(helper(patient(['run', 'vfork', '--format', 'ndjson', '--output', 'fd:3']), false))
  return hello?.kind === 'hello' ? hello.libc : 'unknown'
}

export function eventsIn(ndjson: string): TraceEvent[] {
  return ndjson
    .trimEnd()
    .split('\n')
    .map((line) => {
      const verdict = decodeEvent(line)
      if (!verdict.ok) throw new Error(`a line of the run does not decode: ${verdict.code} ${verdict.field}: ${line.slice(0, 200)}`)
      return verdict.value
    })
}

function compare(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split('.').map((part) => Number.parseInt(part, 10)))
  for (let n = 0; n < 3; n += 1) {
    const difference = (left?.[n] ?? 0) - (right?.[n] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function helper(argv: readonly string[], bare: boolean, before: readonly string[] = []): string {
  const [command = HELPER, ...rest] = [...before, HELPER, ...argv]
  const { output, status, error, stderr } = spawnSync(command, rest, {
    cwd: TARGETS,
    env: { PATH: bare ? `${PATH}:.` : PATH },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status !== 0 || error) throw new Error(`spawnscope ${argv.join(' ')}: ${error?.message ?? `status ${status}: ${stderr}`}`)
  return output[3] ?? ''
}
