/** A run of a visitor's compiled program: which it is, and what its signals are set to as it starts. */
import type { Catalog } from '../../protocol/catalog.ts'
import type { Refusal } from '../../protocol/errors.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { inheritOptions, SIGNAL_SETTINGS, signalSettings } from '../../protocol/specimenSignals.ts'
import { refusal } from '../refusals.ts'
import { type CheckedSettings, checkSettings } from './checkSettings.ts'

/** A compiled program of a visitor: what a run sees as /own, and what it starts. */
export interface OwnStart {
  folder: string
  /** `lines`: with what tells the tracer which line of a script runs. */
  argv: (lines: boolean) => readonly string[]
  /** Its lines are in its DWARF. */
  compiled: boolean
}

export const OWN_STRATEGY = 'own'
const RUN_MS = 8_000
const RUN_EVENTS = 20_000
/** Where the program stands in the sandbox of its run. */
const OWN_FOLDER = '/own'
/** Where its sources stood when it was compiled (server/own/toolchains.ts). */
const SOURCE_FOLDER = '/src/'
/** All that the program finds in its environment. */
const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/tmp' }

/** `ownStart`: finds a compiled program by its key. */
export function checkOwn({ strategy, own, ...more }: RunSettings, ownStart: (key: string) => OwnStart | undefined, catalog: Catalog): CheckedSettings {
  if (!own || strategy !== OWN_STRATEGY) return { ok: false, refusal: wrongStrategy() }
  const other = Object.keys(more).find((key) => !TAKEN.has(key))
  if (other !== undefined)
    return {
      ok: false,
      refusal: refusal('unknown_setting', `no setting ${other} for a program of your own`, `leave it out: it takes ${SIGNAL_SETTINGS.join(', ')}`, other),
    }
  const asked = signalSettings(more)
  const checked = checkSettings({ strategy: 'fork', ...asked }, catalog)
  if (!checked.ok) return checked
  const found = ownStart(own.program)
  if (!found)
    return {
      ok: false,
      refusal: refusal('unknown_recording', 'this program is not compiled here any more', 'press Run again: it is compiled again', 'own.program'),
    }
  // What a parent's own setting does for a strategy, the state at its start does for a whole program: a handler cannot be inherited.
  const { signal = {}, block = [] } = asked
  const handled = Object.entries(signal).find(([, disposition]) => disposition === 'handle')
  if (handled)
    return {
      ok: false,
      refusal: refusal('bad_value', `nobody starts with a handler for SIG${handled[0]}`, 'set the handler in your program, or choose ignore', 'signal'),
    }
  const inherited = {
    inherit: { ...(signal as Record<string, 'default' | 'ignore'>), ...asked.inherit },
    'inherit-block': [...block, ...(asked['inherit-block'] ?? [])],
  }
  const named = own.lines !== false
  const lines = named ? ['--where', found.compiled ? SOURCE_FOLDER : 'script'] : []
  const limits = ['--pin', 'on', '--inherit', 'off', '--at-limit', 'kill', '--timeout', String(RUN_MS), '--max-events', String(RUN_EVENTS)]
  const argv = [
    'trace',
    ...inheritOptions(inherited),
    ...lines,
    ...limits,
    ...Object.entries(ENVIRONMENT).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ...(own.stdin ? [`--stdin=${own.stdin}`] : []),
    '--',
    ...found.argv(named),
    ...own.args,
  ]
  return { ok: true, argv, binds: { [OWN_FOLDER]: found.folder } }
}

const TAKEN = new Set<string>(SIGNAL_SETTINGS)

const wrongStrategy = (): Refusal =>
  refusal('bad_value', "a run of a program of one's own has the strategy own", 'strategy: own, and own: {program, args}', 'strategy')
