/**
 * What contains a live run, as `GET /api/check` and `GET /api/describe` report it. A real run at the server's start
 * finds the level, which never falls while the server runs.
 */
import * as z from 'zod/mini'
import { SANDBOXES } from './events.ts'

/** The finding. The first four codes name a level that works; the others say what prevents a higher one. */
export const SANDBOX_CODES = [
  /** 4: everything works. */
  'complete',
  /** 3: there is no cgroup v2 subtree for the server. */
  'no_cgroup',
  /** 2: the operator says that the container around the server is the wall. */
  'outer_container',
  /** 0: the helper in use is not the built one (SPAWNSCOPE_HELPER): it is started as it is. */
  'other_helper',
  'bwrap_missing',
  'bwrap_old',
  'bwrap_setuid',
  /** User namespaces are refused: by AppArmor, by a sysctl, by a limit of 0, by a container's profile. */
  'userns_apparmor',
  'userns_sysctl',
  'userns_limit',
  'userns_container',
  'too_many_processes',
  'bwrap_failed',
  'ptrace_yama',
  'ptrace_refused',
  'supervisor_missing',
  'helper_missing',
  'user_taken',
  'proc_hidden',
  'probe_failed',
] as const
export const SandboxCode = z.enum(SANDBOX_CODES)
export type SandboxCode = z.infer<typeof SandboxCode>

/** One text in each language that the server has: English at least. Another server may have more languages, or fewer. */
const InLanguages = z.catchall(z.object({ en: z.string() }), z.string())
export type InLanguages = z.infer<typeof InLanguages>

export const SandboxReport = z.strictObject({
  /** 0 to 4; `name` is the same in words, as in every run's hello. */
  level: z.int().check(z.minimum(0), z.maximum(4)),
  name: z.enum(SANDBOXES),
  code: SandboxCode,
  /** What the level means, and what prevents a higher one. */
  words: InLanguages,
  /** How to reach a higher level; null if there is nothing to do. */
  cure: z.nullable(InLanguages),
  /** The machine's own message, if it refused something. */
  found: z.nullable(z.string()),
  /** Which uid a run may have: any (in its own user namespace), or only the one that it gets. */
  uids: z.enum(['any', 'own']),
  /** From the start of the trial run to its first event, including the whole sandbox. */
  first_event_ms: z.nullable(z.number()),
  /** How many sandboxes are built before anybody asks for a run; each waits for one, and is used once. 0: every run builds its own. */
  waiting: z.int().check(z.minimum(0)),
})
export type SandboxReport = z.infer<typeof SandboxReport>
