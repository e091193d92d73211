/** What `spawnscope describe` and `spawnscope check` print. The page shows it, and the server checks settings against it. */
import * as z from 'zod/mini'
import { Phase } from './phases.ts'
import { SandboxReport } from './sandbox.ts'
import { PROTOCOL_VERSION } from './version.ts'

const name = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._+-]{0,63}$/))

/** One setting. `flag` is its name on the command line, `key` its name on the wire. */
const settingBase = { key: name, flag: z.string(), sentence: z.string() }
export const Setting = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('integer'), ...settingBase, min: z.int(), max: z.int(), unit: z.nullable(z.string()), fallback: z.nullable(z.int()) }),
  z.strictObject({ kind: z.literal('choice'), ...settingBase, choices: z.array(z.string()), fallback: z.nullable(z.string()) }),
  z.strictObject({ kind: z.literal('switch'), ...settingBase, fallback: z.boolean() }),
  /** A disposition for each named signal. */
  z.strictObject({ kind: z.literal('dispositions'), ...settingBase, choices: z.array(name) }),
  /** A set of signals. */
  z.strictObject({ kind: z.literal('signals'), ...settingBase }),
  /** Signals that the tracer sends, each at one of `choices`, to the child or the parent. */
  z.strictObject({ kind: z.literal('sends'), ...settingBase, choices: z.array(name) }),
  /** Milliseconds for each of `choices`, or `wait`: until a person lets go, all of a run together at most `wait` ms. */
  z.strictObject({ kind: z.literal('holds'), ...settingBase, choices: z.array(name), min: z.int(), max: z.int(), wait: z.int() }),
])
export type Setting = z.infer<typeof Setting>

export const Edition = z.strictObject({ name, aliases: z.array(name), versions: z.string(), mechanism: z.string(), sentence: z.string() })
export const Condition = z.strictObject({ name, sentence: z.string() })

export const Strategy = z.strictObject({
  id: name,
  title: z.string(),
  runtime: z.boolean(),
  editions: z.array(Edition),
  mechanisms: z.array(z.string()),
  conditions: z.array(Condition),
  /** The strategy's own settings, given as `--set KEY=VALUE`. */
  settings: z.array(Setting),
})
export type Strategy = z.infer<typeof Strategy>

export const Catalog = z.strictObject({
  version: z.literal(PROTOCOL_VERSION),
  helper: z.string(),
  arch: z.string(),
  /** The libc of the helper, which is also that of our strategies. Recordings leave it out; `version` is null where the libc does not say it. */
  libc: z.optional(z.strictObject({ name: z.string(), version: z.nullable(z.string()), static: z.boolean() })),
  phases: z.array(Phase),
  strategies: z.array(Strategy),
  /** Experiments, each with one hazard of the window between create and exec. Run like a strategy. */
  hazards: z.array(Strategy),
  /** Settings every strategy understands. */
  settings: z.array(Setting),
  targets: z.array(z.strictObject({ name, sentence: z.string() })),
  /** `fixed`: the kernel refuses another disposition and never blocks it (KILL, STOP). */
  signals: z.array(z.strictObject({ name, number: z.int(), fixed: z.boolean() })),
  /** The system calls with a decoder. For any other the helper prints raw arguments. */
  decoded: z.array(z.string()),
  /** Only a server adds this: the real programs that were built here, and the settings under which they can run. */
  specimens: z.optional(z.array(z.strictObject({ strategy: name, runtime: z.string(), version: z.string(), settings: z.array(name) }))),
  /** What `spawnscope bench` measures by default (MB; threads), and its integer settings. */
  bench: z.strictObject({ memory: z.array(z.int()), threads: z.array(z.int()), pages: z.array(name), settings: z.array(Setting) }),
  /** Only a server adds this. */
  sandbox: z.optional(SandboxReport),
})
export type Catalog = z.infer<typeof Catalog>

export const Check = z.strictObject({
  version: z.literal(PROTOCOL_VERSION),
  live: z.boolean(),
  uid: z.int(),
  items: z.array(z.strictObject({ name: z.string(), works: z.boolean(), needed: z.boolean(), found: z.string(), cure: z.nullable(z.string()) })),
  /** Only a server adds this. */
  sandbox: z.optional(SandboxReport),
})
export type Check = z.infer<typeof Check>
