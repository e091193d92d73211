/**
 * The one place that knows the command a contained program is started with. Every caller gets all of it,
 * and nothing that a visitor sent is in it before the program's own arguments. Pure.
 */
import type { ContainedCommand } from '../helper/process.ts'

export const SUPERVISED = { lease: 0, words: 2, output: 3 } as const
/** Where bwrap finds the filter. */
const FILTER_FD = 7
/** What `/tmp` in the sandbox may hold. */
const TMP_BYTES = 4 * 1024 * 1024

/** `strategies`: the helper, the targets, /proc, nothing else. `specimens`: /usr as well, to read, for real runtimes. */
export type View = 'strategies' | 'specimens'

/** What the machine has; found once at start. */
export interface Parts {
  supervisor: string
  /** The folder that becomes /app: helpers and targets. */
  app: string
  /** Whether its helper is static; a dynamic one needs /usr to be shown. */
  staticHelper: boolean
  bwrap: string
  /** The user that root becomes; null when the server is not root. */
  dropTo: number | null
  /** Further folders of the specimens view, as they are named inside: source by name. */
  specimens: Readonly<Record<string, string>>
  /** Which of /bin, /lib … are links into /usr here; the others are bound. */
  rootLinks: Readonly<Record<string, string>>
}

/** 1 limits, 2 container, 3 sandbox, 4 full: see docs/operating/README.md. */
export type Level = 1 | 2 | 3 | 4
const NAMES = { 1: 'limits', 2: 'container', 3: 'sandbox', 4: 'full' } as const

export interface Wanted {
  level: Level
  view: View
  /** The uid inside; of a user namespace from level 3 on. */
  uid: number
  deadlineMs: number
  /** A leaf of cgroup v2, made for this run. */
  cgroup: string | null
  mark: { name: string; value: string }
}

/** `argv` is the helper's, checked already. `program`: another program of /app in its place, for the tests that try to get out. */
export function containedCommand(parts: Parts, wanted: Wanted, argv: readonly string[], program?: string): ContainedCommand {
  const { mark } = wanted
  const env = { [mark.name]: mark.value }
  const supervisor = [
    ...['--deadline', String(wanted.deadlineMs), '--keep', String(SUPERVISED.output)],
    ...(parts.dropTo === null ? [] : ['--user', String(parts.dropTo)]),
    ...(wanted.cgroup === null ? [] : ['--cgroup', wanted.cgroup]),
  ]
  const view = parts.staticHelper ? wanted.view : 'specimens'
  const file = program ?? (view === 'strategies' ? 'spawnscope' : 'spawnscope-dynamic')
  if (wanted.level < 3) {
    const app = named(argv, parts.app)
    return {
      file: parts.supervisor,
      argv: [...supervisor, '--load-filter', '--', `${parts.app}/${program ?? 'spawnscope-dynamic'}`, ...app],
      env: { ...env, PATH: parts.app, SPAWNSCOPE_SANDBOX: NAMES[wanted.level] },
      mark: mark.value,
      deadlineMs: wanted.deadlineMs,
    }
  }
  const inside = [...bwrapArguments(parts, view, wanted.uid, NAMES[wanted.level], mark), '--', `/app/${file}`, ...named(argv, '/app')]
  return {
    file: parts.supervisor,
    argv: [...supervisor, '--filter-fd', String(FILTER_FD), '--', parts.bwrap, ...inside],
    env,
    mark: mark.value,
    deadlineMs: wanted.deadlineMs,
  }
}

/** A specimen's argv names the folder by {app}: where that lies depends on the level. */
export function named(argv: readonly string[], app: string): string[] {
  return argv.map((word) => word.replace('{app}', app))
}

/**
 * Each namespace by name: --unshare-all would go on without a user namespace. No --die-with-parent: it loses
 * processes. /proc and / are made read-only last; there is no /dev but for null.
 */
function bwrapArguments(parts: Parts, view: View, uid: number, name: string, mark: Wanted['mark']): string[] {
  return [
    ...['--unshare-user', '--unshare-ipc', '--unshare-pid', '--unshare-net', '--unshare-uts', '--unshare-cgroup-try', '--disable-userns'],
    ...['--uid', String(uid), '--gid', String(uid), '--hostname', 'spawn', '--new-session'],
    ...['--clearenv', '--setenv', 'PATH', view === 'strategies' ? '/app' : '/app:/usr/local/bin:/usr/bin:/bin', '--setenv', 'SPAWNSCOPE_SANDBOX', name],
    ...['--setenv', mark.name, mark.value],
    ...(view === 'specimens' ? systemView(parts) : []),
    ...['--ro-bind', parts.app, '/app'],
    ...['--proc', '/proc', '--remount-ro', '/proc'],
    ...['--dev-bind', '/dev/null', '/dev/null'],
    ...['--size', String(TMP_BYTES), '--perms', '0700', '--tmpfs', '/tmp'],
    ...['--dir', '/work', '--chdir', '/work'],
    ...['--remount-ro', '/'],
    ...['--seccomp', String(FILTER_FD)],
  ]
}

/** What a dynamic program and an interpreter need to start, to read only; nothing of /etc but the loader's and the alternatives' tables. */
function systemView(parts: Parts): string[] {
  const links = Object.entries(parts.rootLinks).flatMap(([name, target]) => (target === '' ? ['--ro-bind-try', name, name] : ['--symlink', target, name]))
  const tables = ['/etc/ld.so.cache', '/etc/alternatives'].flatMap((name) => ['--ro-bind-try', name, name])
  const more = Object.entries(parts.specimens).flatMap(([name, source]) => ['--ro-bind', source, `/${name}`])
  return ['--ro-bind', '/usr', '/usr', ...links, ...tables, '--dev-bind-try', '/dev/urandom', '/dev/urandom', ...more]
}
