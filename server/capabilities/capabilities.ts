/**
 * What this machine can do. The server asks the helper once at start, by running it. Every live run, over HTTP or the
 * socket, goes through here: it checks the settings and starts the helper.
 */
import { access, constants } from 'node:fs/promises'
import path from 'node:path'
import type { Logger } from 'pino'
import type { Catalog, Check } from '../../protocol/catalog.ts'
import type { HoldOrder } from '../../protocol/clientMessages.ts'
import { decodeCatalog, decodeCheck } from '../../protocol/decode.ts'
import type { Verdict } from '../../protocol/decoder.ts'
import type { Refusal } from '../../protocol/errors.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import type { SandboxReport } from '../../protocol/sandbox.ts'
import { waitsForPerson } from '../../protocol/settings.ts'
import type { BuiltSpecimens } from '../../protocol/specimen.ts'
import type { ServerEnvironment } from '../environment.ts'
import { askHelper, type Format, type HelperProcess, startHelper } from '../helper/process.ts'
import { SUPERVISOR_SHARE } from '../limits.ts'
import { noLinux, refusal } from '../refusals.ts'
import { named } from '../sandbox/containedCommand.ts'
import { reportOf } from '../sandbox/ladder.ts'
import { openSandbox, type Sandbox } from '../sandbox/sandbox.ts'
import { checkOwn, type OwnStart } from './checkOwn.ts'
import { type CheckedOrder, type CheckedSettings, checkOrder, checkSettings } from './checkSettings.ts'
import { builtSpecimens, checkSpecimen, offered } from './specimens.ts'

export type Started = { ok: true; helper: HelperProcess; command: string } | { ok: false; refusal: Refusal }

export interface Capabilities {
  /** Why live runs are impossible right now; null if they are possible. */
  readonly refused: Refusal | null
  readonly sandbox: SandboxReport
  /** The sandbox itself; null if there is none. */
  readonly walls: Sandbox | null
  readonly catalog: Catalog | null
  readonly check: Check | null
  /** Why these settings cannot be run; null if they can. */
  refusalOf(settings: RunSettings): Refusal | null
  start(settings: RunSettings, format: Format): Started
  /** The order as the helper reads it, or why it cannot be given. */
  lineOf(order: HoldOrder): CheckedOrder
  /** Ends every run. Resolves when all are gone. */
  close(): Promise<void>
}

const SETUP_CURE = 'install a C compiler and make (apt-get install build-essential), then npm start again'

export type CapabilityOptions = Pick<ServerEnvironment, 'helper' | 'build' | 'exposed' | 'outerContainer' | 'runUid' | 'limits'> & {
  bwrap?: string
  /** Why the helper of a package cannot be used. */
  noHelper?: Refusal | null
  /** Finds a compiled program by its key. */
  ownStart?: (key: string) => OwnStart | undefined
}

/**
 * Asks the helper what it can do, and finds the sandbox that its runs get. `exposed`: the server listens beyond
 * loopback, so it does not offer strangers runs without a sandbox.
 */
export async function openCapabilities(options: CapabilityOptions, log: Logger): Promise<Capabilities> {
  const running = new Set<HelperProcess>()
  const { sandbox, report } = await findSandbox(options, log)
  const specimens = builtSpecimens(options.helper)
  const { refused, catalog, check } = await examine(options, report, specimens)

  function startChecked(
    settings: RunSettings,
    { argv, uid = settings.uid, binds }: Extract<CheckedSettings, { ok: true }>,
    format: Format,
  ): ReturnType<Sandbox['start']> {
    const voice = { format, ordered: waitsForPerson(settings) }
    if (!sandbox) return { ok: true, helper: startHelper(options.helper, named(argv, path.join(path.dirname(options.helper), 'app')), voice) }
    const view = settings.specimen === undefined && !settings.own ? 'strategies' : 'specimens'
    return sandbox.start({ argv, ...voice, view, uid, binds, memoryMb: settings.memory, threads: settings.threads })
  }

  function verdictOn(settings: RunSettings): CheckedSettings {
    if (refused || !catalog) return { ok: false, refusal: refused ?? noHelper('it did not describe itself') }
    const wallsRefuse = sandbox?.refusesUid(settings.uid) ?? sandbox?.refusesStrategy(settings.strategy)
    if (wallsRefuse) return { ok: false, refusal: wallsRefuse }
    if (settings.own) return checkOwn(settings, options.ownStart ?? (() => undefined), catalog)
    return settings.specimen === undefined ? checkSettings(settings, catalog) : checkSpecimen(settings, specimens, catalog)
  }

  return {
    get refused() {
      return refused ?? sandbox?.refused ?? null
    },
    sandbox: report,
    walls: sandbox,
    catalog,
    check,
    refusalOf(settings) {
      const checked = verdictOn(settings)
      return checked.ok ? null : checked.refusal
    },
    start(settings, format) {
      const checked = verdictOn(settings)
      if (!checked.ok) return checked
      const started = startChecked(settings, checked, format)
      if (!started.ok) return started
      const { helper } = started
      running.add(helper)
      void helper.gone.then(() => running.delete(helper))
      return { ok: true, helper, command: ['spawnscope', ...checked.argv].join(' ') }
    },
    lineOf: (order) => (catalog ? checkOrder(order, catalog) : { ok: false, refusal: refused ?? noHelper('it did not describe itself') }),
    async close() {
      const all = [...running]
      for (const helper of all) helper.stop()
      await Promise.all(all.map(({ gone }) => gone))
      sandbox?.close()
    },
  }
}

/** No sandbox if another helper is configured, if the helper is missing, or if no level works. The report says which. */
async function findSandbox(options: CapabilityOptions, log: Logger): Promise<{ sandbox: Sandbox | null; report: SandboxReport }> {
  const { build } = options
  if (process.platform !== 'linux' || options.noHelper)
    return { sandbox: null, report: reportOf({ level: 0, code: 'helper_missing', found: options.noHelper?.message ?? process.platform, firstEventMs: null }) }
  if (build === null) return { sandbox: null, report: reportOf({ level: 0, code: 'other_helper', found: options.helper, firstEventMs: null }) }
  const opened = await openSandbox(
    {
      build,
      runUid: options.runUid,
      outerContainer: options.outerContainer,
      deadlineMs: Math.ceil(options.limits.RUN_WALL_MS * SUPERVISOR_SHARE),
      waiting: options.limits.SANDBOXES_WAITING,
      ...(options.bwrap && { bwrap: options.bwrap }),
    },
    log,
  )
  return opened.ok ? { sandbox: opened.sandbox, report: opened.sandbox.report } : { sandbox: null, report: opened.report }
}

async function examine(
  { helper, exposed, noHelper: why }: CapabilityOptions,
  report: SandboxReport,
  specimens: BuiltSpecimens,
): Promise<Pick<Capabilities, 'refused' | 'catalog' | 'check'>> {
  const nothing = { catalog: null, check: null }
  if (process.platform !== 'linux') return { ...nothing, refused: noLinux() }
  if (why) return { ...nothing, refused: why }
  try {
    await access(helper, constants.X_OK)
  } catch {
    return { ...nothing, refused: refusal('live_unavailable', 'the native helper is not built', SETUP_CURE) }
  }
  try {
    const catalog = { ...must(decodeCatalog(await askHelper(helper, 'describe')), 'describe'), specimens: offered(specimens), sandbox: report }
    const check = { ...must(decodeCheck(await askHelper(helper, 'check')), 'check'), sandbox: report }
    const refused = refusedBy(check) ?? refusedBySandbox(report, exposed)
    return { catalog, check: { ...check, live: refused === null }, refused }
  } catch (error) {
    return { ...nothing, refused: noHelper(error instanceof Error ? error.message : String(error)) }
  }
}

function refusedBy(check: Check): Refusal | null {
  if (check.live) return null
  const missing = check.items.find(({ works, needed }) => needed && !works)
  return refusal(
    'live_unavailable',
    missing ? `${missing.name}: ${missing.found}` : 'tracing does not work here',
    missing?.cure ?? 'run `npx spawnscope check`',
  )
}

/** Strangers need level 2 at least. Level 2 exists only where the operator asked for it. */
function refusedBySandbox({ level, code, words, cure, found }: SandboxReport, exposed: boolean): Refusal | null {
  if (level === 0 && code !== 'other_helper')
    return refusal('live_unavailable', `${words.en}${found ? ` (${found})` : ''}`, cure?.en ?? 'look at the recorded runs')
  if (exposed && level < 2)
    return refusal(
      'live_unavailable',
      `this server can be reached from other machines, and its sandbox is not enough for strangers. ${words.en}`,
      `${cure?.en ?? ''} Or set HOST=127.0.0.1, or look at the recorded runs`.trim(),
    )
  return null
}

function noHelper(detail: string): Refusal {
  return refusal('live_unavailable', `the helper does not answer: ${detail}`, 'build it again (npm run setup), or install the package again')
}

function must<T>(verdict: Verdict<T>, what: string): T {
  if (verdict.ok) return verdict.value
  throw new Error(`${what}: ${verdict.code} ${verdict.field} ${verdict.message}`)
}
