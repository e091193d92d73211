/** What was built and runs in the sandbox, as the server reads it: native/build/app/specimens/specimens.json. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { BuiltSpecimens, SpecimenSetting } from '../../protocol/specimen.ts'
import { APP, type BuiltToolchain, programOf } from './build.ts'

/** The environment our own host gives, whatever the sandbox has. It is one exec before the start-up. */
const CLEAN = ['/usr/bin/env', '-i', 'PATH=/usr/bin:/bin']
const TIMEOUT_MS = 15_000

export function writeManifest(built: readonly BuiltToolchain[]): void {
  const offered = built.filter(({ specimen }) => specimen.not_inside === undefined)
  const specimens: BuiltSpecimens = offered.map((toolchain) => ({
    strategy: toolchain.strategy,
    runtime: toolchain.specimen.runtime,
    version: toolchain.version ?? '',
    takes: toolchain.specimen.takes ?? [],
    settings: toolchain.specimen.settings.filter(runsInside).map((setting) => ({ name: setting.name, uid: uidOf(setting), argv: argvOf(toolchain, setting) })),
  }))
  writeFileSync(path.join(APP, 'specimens/specimens.json'), `${JSON.stringify(specimens, null, 1)}\n`)
}

/** A bare name would be looked for along the sandbox's PATH, which is not the setting's; and inside nobody may take another uid. */
function runsInside(setting: SpecimenSetting): boolean {
  return !setting.ours.includes('--name') && !setting.program.some((word) => word.startsWith('uid='))
}

/** The sandbox sets the uid: inside it nobody may change. `privileged` is uid 0 there. */
function uidOf(setting: SpecimenSetting): number | null {
  const at = setting.inherits.indexOf('--uid')
  return at >= 0 ? Number(setting.inherits[at + 1]) : setting.name === 'privileged' ? 0 : null
}

function argvOf(toolchain: BuiltToolchain, setting: SpecimenSetting): string[] {
  const at = setting.inherits.indexOf('--uid')
  const inherits = at < 0 ? setting.inherits : setting.inherits.toSpliced(at, 2)
  const target = setting.ours[setting.ours.indexOf('--target') + 1]
  const name = setting.ours.includes('--target') ? target : 'ok'
  const program = [
    ...programOf(toolchain, setting).map((word) => word.replace(APP, '{app}')),
    ...setting.program.map((word) => word.replace('{target}', `{app}/targets/${name}`)),
  ]
  return ['trace', ...inherits, '--pin', 'on', '--inherit', 'off', '--at-limit', 'kill', '--timeout', String(TIMEOUT_MS), '--', ...CLEAN, ...program]
}
