/** One run of the atlas, of ours or of a real program, shortened to what its questions are about. */
import { spawnSync } from 'node:child_process'
import { phasedWindow } from '../../client/model/likeness/phased.ts'
import { settingsOf } from '../../client/model/likeness/settingsOf.ts'
import { windowOf } from '../../client/model/likeness/window.ts'
import { eventsOf } from '../../content/testing/running.ts'
import { type AtlasRunName, atlasRun } from '../../protocol/atlas.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import type { Specimen, SpecimenSetting } from '../../protocol/specimen.ts'
import { inheritOptions, refusedWord, type SignalSettings, signalWords, spellWord } from '../../protocol/specimenSignals.ts'
import { type BuiltToolchain, programOf } from '../specimens/build.ts'
import { eventsIn, runSpecimen } from '../specimens/runSpecimen.ts'
import { normaliseEvents } from './normalise.ts'

const NOBODY = 65534
/** Where a strategy has no real program beside it, or that has no such setting. */
const PLAIN_SETTINGS: Record<string, Partial<RunSettings>> = { cwd: { cwd: '/tmp' }, missing: { target: 'missing' } }

/** Undefined: neither the strategy nor its language offers what the run asks for. */
export function oursIn(strategy: string, edition: string, name: AtlasRunName, like?: BuiltToolchain): TraceEvent[] | undefined {
  const { signals, setting, also, word, as } = atlasRun(name)
  if (setting === undefined && word !== undefined) return undefined
  const asked = setting === undefined ? {} : (settingNamed(setting, like) ?? (also === undefined ? undefined : settingNamed(also, like)))
  if (!asked) return undefined
  const { uid: _, ...settings } = asked
  const events = eventsOf({ strategy, edition, ...signals, ...settings }, as ?? 'user')
  if (!events) throw new Error(`${strategy}@${edition} ${name} needs a privileged parent: run this as root`)
  return shortened(events)
}

function settingNamed(name: string, like: BuiltToolchain | undefined): Partial<RunSettings> | undefined {
  const found = like?.specimen.settings.find((setting) => setting.name === name)
  return found ? settingsOf(found.ours) : PLAIN_SETTINGS[name]
}

/** Undefined: the language does not offer what the run asks for. Throws if the program spawns nothing. */
export function realIn(toolchain: BuiltToolchain, name: AtlasRunName): TraceEvent[] | undefined {
  const { specimen, version } = toolchain
  const { signals = {}, setting, word, as } = atlasRun(name)
  const own = setting === undefined ? undefined : specimen.settings.find((one) => one.name === setting)
  const named = own ?? otherwise(specimen, setting, word)
  if (!named || refusedWord(signals, specimen.takes)) return undefined
  const asked = { ...named, ...askedBesides(named, signals, own ? undefined : word) }
  const seen = spawnOf(toolchain, as === 'root' || !forNobody(toolchain, named) ? asked : byNobody(asked))
  // An older release may not have it: Python took another user in 3.9 only.
  if (!seen && setting !== undefined) return undefined
  const [hello, ...rest] = seen ?? []
  if (hello?.kind !== 'hello') throw new Error(`${specimen.runtime} ${version} ${name}: nothing was spawned`)
  const { ns, phase, step } = hello
  return shortened([
    { ...hello, argv: ['spawnscope', 'trace', ...asked.inherits, '--', specimen.runtime, ...asked.program.slice(1)] },
    { seq: 0, ns, phase, step, task: 0, kind: 'note', code: 'specimen', text: `${specimen.runtime} ${version} ${named.name}` },
    ...rest,
  ])
}

type AtlasWord = NonNullable<ReturnType<typeof atlasRun>['word']>

function askedBesides(
  { inherits, program }: SpecimenSetting,
  signals: SignalSettings,
  word: AtlasWord | undefined,
): Pick<SpecimenSetting, 'inherits' | 'program'> {
  const uid = inherits.indexOf('--uid')
  const free = uid < 0 ? inherits : inherits.toSpliced(uid, 2)
  return { inherits: [...free, ...inheritOptions(signals)], program: [...program, ...signalWords(signals).map(spellWord), ...(word ? [word] : [])] }
}

const byNobody = (setting: SpecimenSetting): SpecimenSetting => ({ ...setting, inherits: [...setting.inherits, '--uid', String(NOBODY)] })

/** The plain setting, where the manifest has none for this run: undefined if the program cannot be asked for it. */
function otherwise({ settings, takes = [] }: Specimen, setting: string | undefined, word: AtlasWord | undefined): SpecimenSetting | undefined {
  const plain = settings.find(({ name }) => name === 'plain')
  // Who looks for the program by himself starts nothing, so his manifest has no such setting.
  if (setting === 'missing') return plain && { ...plain, name: setting, ours: [...plain.ours, '--target', setting] }
  if (word !== undefined) return takes.includes(word) ? plain : undefined
  return setting === undefined ? plain : undefined
}

/** A program in a folder of root's own cannot be started by anybody else; then it is root's run, and its first line says so. */
function forNobody(toolchain: BuiltToolchain, setting: SpecimenSetting): boolean {
  const files = programOf(toolchain, setting).filter((word) => word.startsWith('/'))
  return files.every((file) => spawnSync('/usr/bin/test', ['-r', file], { uid: NOBODY, gid: NOBODY }).status === 0)
}

/** Undefined if nothing was spawned; but where the program is missing, that is what the run shows. */
function spawnOf(toolchain: BuiltToolchain, setting: SpecimenSetting): TraceEvent[] | undefined {
  const events = eventsIn(runSpecimen(toolchain, setting))
  const window = windowOf(events, toolchain.specimen.window)
  if (window) return phasedWindow(events, window)
  return setting.name === 'missing' ? events.filter(({ kind }) => kind === 'hello' || kind === 'end') : undefined
}

const FACTS = new Set<TraceEvent['kind']>(['hello', 'note', 'decide', 'create', 'passport', 'session', 'suspend', 'resume', 'exec', 'exit', 'end'])
const CREATES = new Set(['fork', 'vfork', 'clone', 'clone3'])
const TELLS = new Set(['write', 'send', 'sendto', 'sendmsg'])

/** Facts, the creation, each execve, and what a child says after a failed one. */
function shortened(events: readonly TraceEvent[]): TraceEvent[] {
  let failed = false
  // The numbers stay those of the whole run, so that a gap shows that something is left out.
  return eventsIn(normaliseEvents(events)).filter((event) => {
    if (event.kind === 'descriptors') return event.task === 2 && event.stage === 'after-exec'
    if (event.kind !== 'enter' && event.kind !== 'leave') return FACTS.has(event.kind)
    if (event.kind === 'leave' && event.call === 'execve' && event.error !== null) failed = true
    return CREATES.has(event.call) || event.call === 'execve' || (failed && event.task === 2 && TELLS.has(event.call))
  })
}
