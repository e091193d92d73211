/**
 * The sandbox of this server. A real run at start finds its level, which never falls afterwards. If it fails later, that run
 * fails, and a trial run looks whether it was the sandbox or the run: whoever breaks out of his helper can end it with any status
 * and any words. If the trial fails too, live runs pause with the reason, and resume when the same level works again.
 */
import { availableParallelism, totalmem } from 'node:os'
import type { Logger } from 'pino'
import type { Refusal } from '../../protocol/errors.ts'
import { SANDBOXES } from '../../protocol/events.ts'
import type { SandboxReport } from '../../protocol/sandbox.ts'
import { type ContainedCommand, type HelperProcess, prepareContained, startContained, type Voice, withVoice } from '../helper/process.ts'
import { openStarter, type Starter } from '../helper/starter.ts'
import { newMark, sweepStale } from '../helper/sweep.ts'
import { HELD_MS, PROBE_AGAIN_MS, SUPERVISOR_MS } from '../limits.ts'
import { refusal } from '../refusals.ts'
import { type Cgroups, type CgroupsOpened, openCgroups } from './cgroup.ts'
import { compilerCommand, containedCommand, type Level, type Parts, programInside, type SandboxView } from './containedCommand.ts'
import { climb, reportOf } from './ladder.ts'
import { type FoundParts, findParts, type PartsOptions } from './parts.ts'
import { meaningOf, type Tried, tryOut } from './probe.ts'
import { COMPILER_GROUP } from './runLimits.ts'
import { keepWaiting } from './waitingSandboxes.ts'

const ONE_RUN_CURE = 'try again: a trial run has just worked'
const PAUSE_CURE = 'they resume by themselves when it works again; GET /api/check shows the operator the cure'
/** The uid of a run that asks for none. */
const INSIDE_UID = 1000
/** The experiments that need more of the system: the dynamic linker, a shell. The others run in the static helper. */
const WANT_THE_SYSTEM = new Set(['hazard-lazy-binding', 'hazard-shell'])
/** The experiment that watches the dynamic linker at work in the helper itself. */
const WANTS_THE_LINKER = 'hazard-lazy-binding'
/** The experiment that maps more than RAM and swap, and touches none of it (docs/decisions/0083-room-for-untouched-memory.md). */
const WANT_ROOM = new Set(['hazard-overcommit'])
/** It maps 1.2 times RAM and swap. So much address space is enough where there is twice as much swap as RAM. */
const ROOM_MB = Math.ceil((4 * totalmem()) / 1024 / 1024)

export interface ContainedRun extends Voice {
  argv: readonly string[]
  view: SandboxView
  /** The requested uid; undefined: the run's default. */
  uid?: number | undefined
  memoryMb?: number | undefined
  threads?: number | undefined
  /** Further folders that it sees, read-only: source by the path inside. */
  binds?: Readonly<Record<string, string>> | undefined
}

/** A compiler, for spawnscope-compile. Nobody traces it. */
export interface ContainedCompiler {
  argv: readonly string[]
  env: Readonly<Record<string, string>>
  binds: Readonly<Record<string, string>>
  /** Where it starts: a folder of `binds`. */
  cwd: string
  deadlineMs: number
}

export type Contained = { ok: true; helper: HelperProcess } | { ok: false; refusal: Refusal }

export interface Sandbox {
  readonly report: SandboxReport
  /** Why runs are impossible right now; null if they are possible. */
  readonly refused: Refusal | null
  /** Why a run cannot have this uid here; null if it can. */
  refusesUid(uid: number | undefined): Refusal | null
  /** Why this strategy cannot be run with the helper of this server; null if it can. */
  refusesStrategy(strategy: string): Refusal | null
  /** How many sandboxes wait for a run. */
  readonly waiting: number
  start(run: ContainedRun): Contained
  /** Level 3 and above; below it refuses. */
  compile(compiler: ContainedCompiler): Contained
  close(): void
}

export interface SandboxOptions extends PartsOptions {
  outerContainer: boolean
  /** After how long the supervisor ends a run. */
  deadlineMs?: number
  /** How many sandboxes wait for a run. */
  waiting?: number
  /** Another delegated group than the server's own, for tests. */
  cgroups?: () => CgroupsOpened
}

/** Without a sandbox, the report says why no level works. */
export type Opened = { ok: true; sandbox: Sandbox } | { ok: false; report: SandboxReport }

export async function openSandbox(options: SandboxOptions, log: Logger): Promise<Opened> {
  const found = partsOrWhy(options)
  if (!found.ok) return { ok: false, report: reportOf({ level: 0, code: found.code, found: found.found, firstEventMs: null }) }
  const { parts, starter } = found
  sweepStale()
  const groups = (options.cgroups ?? openCgroups)()
  const cgroups = groups.ok ? groups.cgroups : null
  const attempt = (level: Level): Promise<Tried> => attemptLevel(starter, parts, level, cgroups)
  const remove = (): void => {
    starter.close()
    found.remove()
  }
  const reached = await climb({ bwrap: found.bwrap, cgroups: groups.ok ? null : groups.why, outerContainer: options.outerContainer, attempt })
  const { deadlineMs = SUPERVISOR_MS, waiting = 0 } = options
  const report = reportOf(reached, waiting)
  if (reached.level === 0) {
    remove()
    return { ok: false, report }
  }
  return { ok: true, sandbox: createSandbox({ starter, parts, level: reached.level, report, cgroups, deadlineMs, waiting, attempt, remove, log }) }
}

/** A full disk or an unreadable folder becomes a reason; it must not end the server. */
function partsOrWhy(options: PartsOptions): (Extract<FoundParts, { ok: true }> & { starter: Starter }) | Extract<FoundParts, { ok: false }> {
  try {
    const found = findParts(options)
    return found.ok ? { ...found, starter: openStarter(found.parts.supervisor) } : found
  } catch (error) {
    return { ok: false, code: 'probe_failed', found: error instanceof Error ? error.message : String(error) }
  }
}

async function attemptLevel(starter: Starter, parts: Parts, level: Level, cgroups: Cgroups | null): Promise<Tried> {
  let cgroup: string | null = null
  try {
    cgroup = leafFor(level, cgroups, {})
    const wanted = { level, view: 'strategies', uid: INSIDE_UID, deadlineMs: SUPERVISOR_MS, cgroup, mark: newMark() } as const
    return await tryOut(starter, (argv) => containedCommand(parts, wanted, argv), SANDBOXES[level])
  } catch (error) {
    return { ok: false, ...meaningOf(error instanceof Error ? error.message : String(error)) }
  } finally {
    if (cgroup !== null) await cgroups?.remove(cgroup)
  }
}

/** Throws if the level needs a leaf and none can be made. */
function leafFor(level: Level, cgroups: Cgroups | null, { memoryMb = 0, threads = 0 }: Pick<ContainedRun, 'memoryMb' | 'threads'>): string | null {
  return level === 4 && cgroups ? cgroups.leaf(memoryMb, threads) : null
}

/** What was found at start. */
interface Standing {
  starter: Starter
  parts: Parts
  level: Level
  report: SandboxReport
  cgroups: Cgroups | null
  deadlineMs: number
  /** How many sandboxes wait for a run. */
  waiting: number
  attempt(level: Level): Promise<Tried>
  remove(): void
  log: Logger
}

function createSandbox(standing: Standing): Sandbox {
  const { starter, parts, level, report, cgroups, attempt, remove, log } = standing
  let refused: Refusal | null = null
  let again: NodeJS.Timeout | undefined
  let closed = false
  let trial: Promise<Tried> | undefined

  /** The refusal of a run whose sandbox seems to have failed. */
  async function suspect(words: string): Promise<Refusal> {
    trial ??= attempt(level).finally(() => {
      trial = undefined
    })
    const tried = await trial
    // For want of processes the others will fail too, but only as long as somebody has them all.
    if (tried.ok || tried.code === 'too_many_processes') return refusal('sandbox_failed', `the sandbox did not work: ${words.slice(0, 200)}`, ONE_RUN_CURE)
    return pause(tried.found)
  }

  /** Pauses instead of falling to a lower level: visitors were promised this one. */
  function pause(words: string): Refusal {
    const why = refusal('sandbox_failed', `live runs pause: the sandbox stopped working (${words.slice(0, 200)})`, PAUSE_CURE)
    if (refused || closed) return why
    log.error({ level, words: words.slice(0, 200) }, 'the sandbox failed; live runs pause')
    refused = why
    probeLater()
    return why
  }
  function probeLater(): void {
    again = setTimeout(async () => {
      const tried = await attempt(level)
      if (tried.ok) {
        log.warn({ level }, 'the sandbox works again; live runs resume')
        refused = null
      } else if (!closed) probeLater()
    }, PROBE_AGAIN_MS)
    again.unref()
  }

  /** A usual run takes a sandbox that waits. Any other builds its own. */
  function startIn(run: ContainedRun): Contained {
    const ready = wordOf(wallsOf(standing, run)) === usual ? waiting.take() : undefined
    if (ready) return { ok: true, helper: ready.begin(programInside(parts, USUAL.view, withVoice(run.argv, run)), suspect) }
    let cgroup: string | null = null
    try {
      cgroup = leafFor(level, cgroups, run)
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error)
      void suspect(words)
      return { ok: false, refusal: refusal('sandbox_failed', `the sandbox did not work: ${words.slice(0, 200)}`, 'try again in a moment') }
    }
    const helper = startContained(starter, commandOf(standing, run, cgroup), suspect)
    if (cgroup !== null) void helper.gone.then(() => cgroups?.remove(cgroup))
    return { ok: true, helper }
  }
  const usual = wordOf(wallsOf(standing, USUAL))
  const waiting = keepWaiting({
    most: level >= 3 ? standing.waiting : 0,
    processors: availableParallelism(),
    works: () => refused === null,
    failed: (error) => log.warn({ err: error }, 'a sandbox that was to wait could not be built'),
    prepare() {
      const cgroup = leafFor(level, cgroups, {})
      const command = commandOf(standing, USUAL, cgroup, true)
      const prepared = prepareContained(starter, command)
      if (cgroup !== null) void prepared.lost.then(() => cgroups?.remove(cgroup))
      return prepared
    },
  })

  return {
    report,
    get refused() {
      return refused
    },
    refusesUid(uid) {
      if (uid === undefined || report.uids === 'any' || uid === parts.dropTo || (parts.dropTo === null && uid === process.geteuid?.())) return null
      const who = uid === 0 ? 'root, and here that would be the root of this machine' : `user ${uid}`
      return refusal(
        'bad_value',
        `this run wants to be ${who}; the sandbox is ${report.name}`,
        'leave uid out, or look at the recorded run; sandbox level 3 and above allow every uid',
        'uid',
      )
    },
    refusesStrategy(strategy) {
      if (strategy !== WANTS_THE_LINKER || parts.dynamicHelper) return null
      return refusal(
        'bad_value',
        `${strategy} needs a helper that is linked dynamically, and the one of this server is static`,
        'look at the recorded run; to run it, clone the project and npm start, which compiles such a helper',
        'strategy',
      )
    },
    get waiting() {
      return waiting.size
    },
    start(run) {
      if (refused) return { ok: false, refusal: refused }
      const started = startIn(run)
      if (!started.ok) return started
      waiting.began()
      void started.helper.gone.then(waiting.over)
      return started
    },
    compile(compiler) {
      if (refused) return { ok: false, refusal: refused }
      if (level < 3) return { ok: false, refusal: noCompiler() }
      let cgroup: string | null = null
      try {
        cgroup = leafFor(level, cgroups, COMPILER_GROUP)
      } catch (error) {
        const words = error instanceof Error ? error.message : String(error)
        return { ok: false, refusal: refusal('sandbox_failed', `the sandbox did not work: ${words.slice(0, 200)}`, 'try again in a moment') }
      }
      const { argv, ...wanted } = compiler
      const helper = startContained(starter, compilerCommand(parts, { ...wanted, level, cgroup, mark: newMark() }, argv), suspect)
      if (cgroup !== null) void helper.gone.then(() => cgroups?.remove(cgroup))
      return { ok: true, helper }
    },
    close() {
      closed = true
      clearTimeout(again)
      waiting.close()
      remove()
    },
  }
}

function noCompiler(): Refusal {
  return refusal('own_off', 'programs of visitors are compiled only in a sandbox of level 3 and above', 'GET /api/check shows the operator the cure')
}

/** What of a run its sandbox depends on. Two runs that differ in nothing else can have the same. */
interface Walls {
  view: SandboxView
  uid: number
  deadlineMs: number
  memoryMb: number | undefined
  threads: number
  ordered: boolean
  binds: Readonly<Record<string, string>> | undefined
}

function wallsOf({ deadlineMs }: Standing, run: ContainedRun): Walls {
  return {
    view: run.argv.some((word) => WANT_THE_SYSTEM.has(word)) ? 'specimens' : run.view,
    uid: run.uid ?? INSIDE_UID,
    deadlineMs: deadlineMs + (run.ordered ? HELD_MS : 0),
    memoryMb: WANT_ROOM.has(run.argv[1] ?? '') ? ROOM_MB : run.memoryMb,
    threads: run.threads ?? threadsIn(run.argv),
    ordered: run.ordered ?? false,
    binds: run.binds,
  }
}

/** The run whose sandbox can be built before it is asked for: a strategy, with no wish of its own. */
const USUAL: ContainedRun = { argv: [], format: 'ndjson', view: 'strategies' }

/** Equal for equal walls. */
const wordOf = (walls: Walls): string => JSON.stringify(walls)

function commandOf(standing: Standing, run: ContainedRun, cgroup: string | null, waits = false): ContainedCommand {
  const { parts, level } = standing
  return containedCommand(parts, { level, ...wallsOf(standing, run), cgroup, waits, mark: newMark() }, withVoice(run.argv, run))
}

/** How many threads the helper is told to start. The limit must not be lower, whoever asks. */
function threadsIn(argv: readonly string[]): number {
  const at = argv.indexOf('--threads')
  return at === -1 ? 0 : Number(argv[at + 1]) || 0
}
