/**
 * The one place that knows how a contained program is started. Every caller gets the whole command, and
 * nothing from a visitor comes before the program's own arguments. Pure.
 */
import type { ContainedCommand } from '../helper/process.ts'
import { type Limit, limitArguments, limitsOfCompiler, limitsOfRun } from './runLimits.ts'

/** The descriptors of a run's supervisor (native/sandbox/supervisor/launch.c). `go`: of a sandbox that waits. */
export const SUPERVISED = { lease: 0, complaints: 2, output: 3, orders: 4, go: 5 } as const
/** What `/tmp` in the sandbox may hold, in bytes and in files. */
const TMP_BYTES = 4 * 1024 * 1024
const TMP_FILES = 256
/** The supervisor in /app, for its second part inside bwrap. */
const INSIDE = '/app/spawnscope-supervisor'

/** What a run sees. `strategies`: the helper, the targets and /proc only. `specimens`: also /usr, read-only, for real runtimes. */
export type SandboxView = 'strategies' | 'specimens'

/** What this machine offers; found once at start. */
export interface Parts {
  supervisor: string
  /** The folder that becomes /app: helpers and targets. */
  app: string
  /** Whether its helper is static. A dynamic one needs /usr. */
  staticHelper: boolean
  /** Whether there is a dynamic one. A package has none, since it cannot know the libc of the machine. */
  dynamicHelper: boolean
  bwrap: string
  /** The user that root becomes; null if the server is not root. */
  dropTo: number | null
  /** Further folders of the specimens view: source by the name inside. */
  specimens: Readonly<Record<string, string>>
  /** Which of /bin, /lib … are links into /usr here; the others are bound. */
  rootLinks: Readonly<Record<string, string>>
}

/** 1 limits, 2 container, 3 sandbox, 4 full: see docs/operating/README.md. */
export type Level = 1 | 2 | 3 | 4
const NAMES = { 1: 'limits', 2: 'container', 3: 'sandbox', 4: 'full' } as const

export interface Wanted {
  level: Level
  view: SandboxView
  /** The uid of the run. From level 3 on it belongs to the run's own user namespace. */
  uid: number
  deadlineMs: number
  /** Whether the helper reads orders. */
  ordered?: boolean | undefined
  /** Further folders that it sees, read-only: source by the path inside. */
  binds?: Readonly<Record<string, string>> | undefined
  /** A leaf of cgroup v2, made for this run. */
  cgroup: string | null
  /** The sandbox is built first, and waits for its program. Level 3 and above. */
  waits?: boolean | undefined
  mark: { name: string; value: string }
  /** What the run asked for. */
  memoryMb?: number | undefined
  threads?: number | undefined
}

/** `argv`: checked arguments of the helper. `program`: another program of /app instead of the helper, for tests that try to break out. */
export function containedCommand(parts: Parts, wanted: Wanted, argv: readonly string[], program?: string): ContainedCommand {
  const { mark, deadlineMs, ordered = false } = wanted
  const waits = wanted.waits === true && wanted.level >= 3
  const env = { [mark.name]: mark.value }
  const supervisor = [
    ...['--deadline', String(deadlineMs), '--keep', String(SUPERVISED.output)],
    ...(ordered ? ['--keep', String(SUPERVISED.orders)] : []),
    ...(waits ? ['--go', String(SUPERVISED.go)] : []),
    ...(parts.dropTo === null ? [] : ['--user', String(parts.dropTo)]),
    ...(wanted.cgroup === null ? [] : ['--cgroup', wanted.cgroup]),
  ]
  const limits = limitsOfRun({ ...wanted, userOfItsOwn: parts.dropTo !== null })
  const common = { file: parts.supervisor, mark: mark.value, deadlineMs, ordered, waits }
  if (wanted.level < 3) {
    const words = [`${parts.app}/${program ?? helperFor(parts, 'specimens')}`, ...named(argv, parts.app)]
    return {
      ...common,
      argv: [...supervisor, ...limitArguments(limits), '--load-filter', '--', ...words],
      env: { ...env, PATH: parts.app, SPAWNSCOPE_SANDBOX: NAMES[wanted.level] },
      program: words,
    }
  }
  const view = viewOf(parts, wanted.view)
  const words = programInside(parts, wanted.view, argv, program)
  const byUser = ({ countedBy }: Limit): boolean => countedBy === 'user'
  const outside = limits.filter((limit) => !byUser(limit))
  const inside = ['--inside', '--load-filter', '--tmp-bytes', String(TMP_BYTES), '--tmp-files', String(TMP_FILES), ...limitArguments(limits.filter(byUser))]
  const tmp = { bytes: TMP_BYTES, files: TMP_FILES }
  const bwrap = bwrapArguments(parts, { ...wanted, view, tmp, env: {}, cwd: '/work' })
  const rest = waits ? ['--words', String(SUPERVISED.output)] : ['--', ...words]
  return {
    ...common,
    argv: [...supervisor, ...limitArguments(outside), '--', parts.bwrap, ...bwrap, '--', INSIDE, ...inside, ...rest],
    env,
    program: words,
  }
}

export interface CompilerWanted extends Pick<Wanted, 'level' | 'deadlineMs' | 'cgroup' | 'mark' | 'binds'> {
  env: Readonly<Record<string, string>>
  cwd: string
}

/** What a compiler may write. The toolchains make hundreds of files. */
const COMPILER_TMP = { bytes: 256 * 1024 * 1024, files: 16_384 }
const COMPILER_UID = 1000

/** A compiler in a sandbox of its own, with a filter of its own. Level 3 and above. `argv`: the arguments of spawnscope-compile. */
export function compilerCommand(parts: Parts, wanted: CompilerWanted, argv: readonly string[]): ContainedCommand {
  const { mark, deadlineMs, cgroup } = wanted
  const limits = limitsOfCompiler()
  const byUser = ({ countedBy }: Limit): boolean => countedBy === 'user'
  const supervisor = [
    ...['--deadline', String(deadlineMs), '--keep', String(SUPERVISED.output), '--compiles'],
    ...(parts.dropTo === null ? [] : ['--user', String(parts.dropTo)]),
    ...(cgroup === null ? [] : ['--cgroup', cgroup]),
    ...limitArguments(limits.filter((limit) => !byUser(limit))),
  ]
  const words = ['/app/spawnscope-compile', ...argv]
  const inside = [
    ...['--inside', '--load-filter', '--compiles', '--tmp-bytes', String(COMPILER_TMP.bytes), '--tmp-files', String(COMPILER_TMP.files)],
    ...limitArguments(limits.filter(byUser)),
  ]
  const bwrap = bwrapArguments(parts, { ...wanted, view: 'specimens', uid: COMPILER_UID, tmp: COMPILER_TMP })
  return {
    ...{ file: parts.supervisor, mark: mark.value, deadlineMs, ordered: false, waits: false, env: { [mark.name]: mark.value }, program: words },
    argv: [...supervisor, '--', parts.bwrap, ...bwrap, '--', INSIDE, ...inside, '--', ...words],
  }
}

/** The program as a sandbox of level 3 and above starts it: an absolute path and arguments. */
export function programInside(parts: Parts, wanted: SandboxView, argv: readonly string[], program?: string): string[] {
  return [`/app/${program ?? helperFor(parts, viewOf(parts, wanted))}`, ...named(argv, '/app')]
}

/** A static helper runs in every view. */
function helperFor(parts: Parts, view: SandboxView): string {
  return view === 'specimens' && parts.dynamicHelper ? 'spawnscope-dynamic' : 'spawnscope'
}

/** A dynamic helper needs /usr. */
function viewOf(parts: Parts, wanted: SandboxView): SandboxView {
  return parts.staticHelper ? wanted : 'specimens'
}

/** Fills in {app} in a specimen's argv. Its path depends on the level. */
export function named(argv: readonly string[], app: string): string[] {
  return argv.map((word) => word.replace('{app}', app))
}

interface View extends Pick<Wanted, 'view' | 'uid' | 'level' | 'mark' | 'binds'> {
  tmp: { bytes: number; files: number }
  env: Readonly<Record<string, string>>
  cwd: string
}

/**
 * Names each namespace, because --unshare-all would continue without a user namespace. No --die-with-parent, which
 * loses processes (docs/decisions). /proc and / become read-only last. /dev holds null and an empty pts. The two capabilities are for the
 * supervisor inside, which mounts /dev/pts and /tmp, drops them and loads the filter before it starts anything.
 */
function bwrapArguments(parts: Parts, { view, uid, level, mark, binds = {}, tmp, env, cwd }: View): string[] {
  return [
    ...['--unshare-user', '--unshare-ipc', '--unshare-pid', '--unshare-net', '--unshare-uts', '--unshare-cgroup-try', '--disable-userns', '--as-pid-1'],
    ...['--cap-add', 'CAP_SYS_ADMIN', '--cap-add', 'CAP_SETPCAP'],
    ...['--uid', String(uid), '--gid', String(uid), '--hostname', 'spawn', '--new-session'],
    ...['--clearenv', '--setenv', 'PATH', view === 'strategies' ? '/app' : '/app:/usr/local/bin:/usr/bin:/bin', '--setenv', 'SPAWNSCOPE_SANDBOX', NAMES[level]],
    ...Object.entries({ ...env, [mark.name]: mark.value }).flatMap(([key, value]) => ['--setenv', key, value]),
    ...(view === 'specimens' ? systemView(parts) : []),
    ...['--ro-bind', parts.app, '/app'],
    ...Object.entries(binds).flatMap(([inside, source]) => ['--ro-bind', source, inside]),
    ...['--proc', '/proc', '--remount-ro', '/proc'],
    ...['--dev-bind', '/dev/null', '/dev/null', '--dir', '/dev/pts'],
    ...['--size', String(tmp.bytes), '--perms', '0700', '--tmpfs', '/tmp'],
    ...['--dir', '/work', '--chdir', cwd],
    ...['--remount-ro', '/'],
  ]
}

/** What a dynamic program or an interpreter needs to start, read-only. Of /etc only the tables of the loader and of the alternatives. */
function systemView(parts: Parts): string[] {
  const links = Object.entries(parts.rootLinks).flatMap(([name, target]) => (target === '' ? ['--ro-bind-try', name, name] : ['--symlink', target, name]))
  const tables = ['/etc/ld.so.cache', '/etc/alternatives'].flatMap((name) => ['--ro-bind-try', name, name])
  const more = Object.entries(parts.specimens).flatMap(([name, source]) => ['--ro-bind', source, `/${name}`])
  return ['--ro-bind', '/usr', '/usr', ...links, ...tables, '--dev-bind-try', '/dev/urandom', '/dev/urandom', ...more]
}
