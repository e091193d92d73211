/**
 * npm run record [-- STRATEGY…]: records everything that ships: our strategies in every edition, the real programs in some
 * settings, their likeness in all settings, and the catalog. It normalises them, so that a second run on the same versions
 * gives no diff: it numbers pids and addresses, counts events instead of time, and puts races into one order. If a form still
 * varies, the stored form stays as long as it occurs. Address space randomisation is off, because page tables depend on it.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { phasedWindow } from '../../client/model/likeness/phased.ts'
import { windowOf } from '../../client/model/likeness/window.ts'
import { AS_NOBODY } from '../../native/tests/asNobody.ts'
import { HELPER } from '../../native/tests/liveRuns.ts'
import type { Catalog } from '../../protocol/catalog.ts'
import { decodeCatalog } from '../../protocol/decode.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import { LikenessTable } from '../../protocol/likeness.ts'
import type { SpecimenSetting } from '../../protocol/specimen.ts'
import { type BuiltToolchain, cureOf, otherToolchains, toolchains } from '../specimens/build.ts'
import { eventsIn, runSpecimen } from '../specimens/runSpecimen.ts'
import { isAsked, ONLY_MISSING } from './asked.ts'
import { normalise, normaliseEvents } from './normalise.ts'
import { recordLikeness } from './recordLikeness.ts'
import { steady } from './steady.ts'

const CONTENT = path.resolve(import.meta.dirname, '../../content')
/** The settings of a real program that ship as events. The others ship as a figure only. */
const SHOWN = new Set(['plain', 'missing', 'block-usr1', 'ignore-pipe', 'uid', 'privileged', 'use-clone'])
const STEADY_ASLR = spawnSync('setarch', ['-R', 'true']).status === 0 ? ['setarch', '-R'] : []

const catalogText = helper('describe')
const catalog = decodeCatalog(catalogText)
if (!catalog.ok) throw new Error(`describe: ${catalog.field} ${catalog.message}`)
// Which libc this helper has is a fact of this machine.
const { libc: _libc, ...everywhere } = catalog.value
for (const { id, editions } of catalog.value.strategies.filter((strategy) => isAsked(strategy.id))) {
  for (const { name, aliases } of editions) {
    const file = aliases.includes('today') || editions.length === 1 ? 'today' : name
    keep(path.join(CONTENT, 'strategies', id), file, () => normalise(helper('run', id, ...AS_NOBODY, '--edition', name, '--format', 'ndjson')))
  }
}

const found = toolchains()
const others = otherToolchains()
for (const toolchain of [...found, ...others].filter(({ strategy }) => isAsked(strategy))) {
  if (toolchain.version === undefined) {
    console.log(`not recorded again: ${cureOf(toolchain)}`)
    continue
  }
  for (const setting of toolchain.specimen.settings.filter(({ name }) => SHOWN.has(name))) {
    keep(toolchain.folder, `real-${setting.name}`, () => normaliseEvents(realWindow(toolchain, setting)))
  }
}
const likeness = recordLikeness(found, path.join(CONTENT, 'likeness.json'), isAsked)
writeFileSync(path.join(CONTENT, 'likeness.json'), likeness)
writeFileSync(path.join(CONTENT, 'catalog.json'), `${JSON.stringify({ ...everywhere, specimens: recordedSpecimens() }, null, 1)}\n`)

/** The real programs that a page without a server can show. For a program that is not installed here, the stored recordings count. */
function recordedSpecimens(): NonNullable<Catalog['specimens']> {
  const judged = LikenessTable.parse(JSON.parse(likeness)).map(({ strategy, runtime, version }) => ({ strategy, runtime, version }))
  const shown = others.map(({ strategy, folder, specimen, version }) => ({ strategy, runtime: specimen.runtime, version: version ?? recordedVersion(folder) }))
  return [...judged, ...shown].map((one) => ({
    ...one,
    settings: shippedSettings([...found, ...others].find(({ strategy }) => strategy === one.strategy)?.folder ?? ''),
  }))
}

/** The note in a recording of a real program ends with its release and its setting. */
function recordedVersion(folder: string): string {
  return /"code":"specimen","text":"[^"]* (\S+) \S+"/.exec(onFile(path.join(folder, 'recordings/real-plain.ndjson')) ?? '')?.[1] ?? ''
}

function realWindow(toolchain: BuiltToolchain, setting: SpecimenSetting): TraceEvent[] {
  const { specimen, strategy, version } = toolchain
  const events = eventsIn(runSpecimen(toolchain, setting, STEADY_ASLR))
  const window = windowOf(events, specimen.window)
  if (!window) throw new Error(`${strategy} ${setting.name} has spawned nothing`)
  const [hello, ...rest] = phasedWindow(events, window)
  if (hello?.kind !== 'hello') throw new Error('a run begins with hello')
  const { ns, phase, step } = hello
  // The scheduler decides which of several threads gets SIGCHLD.
  const steadyRest = rest.filter((event) => event.kind !== 'signal' || event.signal !== 'SIGCHLD')
  // The version belongs into a recording; the paths of this machine do not.
  return [
    { ...hello, argv: [specimen.runtime, ...setting.program.slice(1)] },
    { seq: 0, ns, phase, step, task: 0, kind: 'note', code: 'specimen', text: `${specimen.runtime} ${version} ${setting.name}` },
    ...steadyRest,
  ]
}

function keep(folder: string, name: string, run: () => string): void {
  const file = path.join(folder, 'recordings', `${name}.ndjson`)
  if (ONLY_MISSING && existsSync(file)) return
  mkdirSync(path.dirname(file), { recursive: true })
  const { text, seen, of } = steady(run, onFile(file))
  writeFileSync(file, text)
  console.log(`${path.basename(folder)} ${name}: ${text.trimEnd().split('\n').length} lines, seen ${seen} of ${of} times`)
}

/** Settings of a real program that ship as events. */
function shippedSettings(folder: string): string[] {
  return readdirSync(path.join(folder, 'recordings')).flatMap((file) => /^real-(.+)\.ndjson$/.exec(file)?.[1] ?? [])
}

function onFile(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function helper(...argv: string[]): string {
  const [command = HELPER, ...rest] = [...STEADY_ASLR, HELPER, ...argv]
  return execFileSync(command, rest, { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 })
}
