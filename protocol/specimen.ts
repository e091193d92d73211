/** content/strategies/ID/specimen/specimen.json: how to build and run the real program, and where in its trace the spawn is. */
import * as z from 'zod/mini'

const words = z.array(z.string()).check(z.minLength(1))
/** A regular expression, matched from the start of a call as it is spelled: `pipe2\\(`. */
const callPattern = z.string().check(z.minLength(2))

/** Which calls of a real program belong to the spawn. It is data, so a runtime's next release needs one changed line. */
export const WindowRules = z.strictObject({
  /** Calls of the parent right before the creation. The window begins with the first of an unbroken series of these. */
  before: z.array(callPattern),
  /** Calls right after the child was reaped, or right after the creation if nobody waits. */
  after: z.array(callPattern),
  /** Calls of the parent that are another task of the runtime: a scheduler, a collector, a timer. */
  noise: z.array(callPattern),
  /** Calls on which a goroutine may have moved to another thread: they count in any thread of the parent. */
  anyThread: z.array(callPattern),
  /** How many programs the child executes until the requested one, if more than one: Java starts a helper first. */
  execs: z.optional(z.int()),
  /** Executions of programs that the runtime starts for itself. A child that executes only these is not the one asked for. */
  own: z.optional(z.array(callPattern)),
})
export type WindowRules = z.infer<typeof WindowRules>

/** Every setting that some specimen has. The pages name each in words (content/languages/ID/page/real.ts). */
export const SPECIMEN_SETTINGS = [
  'plain',
  'missing',
  'denied',
  'bad-format',
  'cwd',
  'path',
  'path-bare',
  'uid',
  'privileged',
  'ignore-hup',
  'ignore-int',
  'ignore-pipe',
  'ignore-term',
  'ignore-tstp',
  'ignore-usr1',
  'ignores-usr1',
  'block-usr1',
  'handle-usr1',
  'group',
  'session',
  'detached',
  'pre-exec',
  'preexec',
  'keep-fds',
  'use-clone',
  'vfork',
  'fork',
] as const
export type SpecimenSettingName = (typeof SPECIMEN_SETTINGS)[number]

export const SpecimenSetting = z.strictObject({
  name: z.enum(SPECIMEN_SETTINGS),
  /** Arguments for `spawnscope run STRATEGY`. */
  ours: z.array(z.string()),
  /** Options for `spawnscope trace`, before the program: what the program inherits. */
  inherits: z.array(z.string()),
  /** Arguments for the program itself. `{target}` is the program that it starts. */
  program: words,
  /** Another way to build or run it. */
  build: z.optional(words),
})
export type SpecimenSetting = z.infer<typeof SpecimenSetting>

const Probe = z.strictObject({
  /** Rows stand in this order. */
  order: z.int(),
  /** The row's id, as `check` prints it: "rustc". */
  item: z.string().check(z.regex(/^[a-z0-9]+$/)),
  /** As the Check page names it: "Rust". */
  name: z.string(),
  /** A program and one word. The first line that they print is its version. */
  command: z.tuple([z.string(), z.string()]),
})

/**
 * What a program can be asked to do before it spawns, in its own language. A word is `ignore=PIPE`, `default=PIPE`, `handle=USR1`,
 * `block=USR1` (a signal without SIG; a word each), `open` (open a file the usual way and keep it open), `group` (put the child
 * into a process group of its own) or `session` (into a session of its own).
 */
export const SPECIMEN_WORDS = ['ignore', 'default', 'handle', 'block', 'open', 'group', 'session'] as const

export const Specimen = z.strictObject({
  /** The name on the page: "Rust". */
  runtime: z.string(),
  /** How to ask for its release. Asking fetches nothing. {toolchains} is where .ci/run puts what Debian has not. */
  version: z.strictObject({ command: words, pattern: z.string() }),
  /** The package that has it: Debian's name, or a name and release of `registry`. */
  package: z.string(),
  /** Where that package is, if Debian has none. It is installed into the folder of {toolchains} that `version.command` names. */
  registry: z.optional(z.enum(['npm', 'pypi'])),
  /** Why .ci/run does not install that package. Where it does, CI fails when the program is missing. */
  not_in_ci: z.optional(z.string()),
  /** Why the sandbox cannot run it. Then a server does not offer it. */
  not_inside: z.optional(z.string()),
  /** The row of it in `spawnscope check` and on the Check page; null: it has none. */
  check: z.nullable(Probe),
  /**
   * Where further releases of it may be installed: patterns of paths that stand in for the first word of `version.command`.
   * {toolchains} is where .ci/run puts them, {home} the user's folder.
   */
  others: z.optional(words),
  /** Those of the further releases that .ci/run installs. There a test that misses one fails. */
  others_in_ci: z.optional(words),
  source: z.string(),
  /** The command, in which {source}, {out}, {cache} and {toolchains} are filled in; null if the source needs no build. */
  build: z.nullable(words),
  run: words,
  /** The words of SPECIMEN_WORDS that the program knows, because its language offers that. */
  takes: z.optional(z.array(z.enum(SPECIMEN_WORDS))),
  /** Which of our editions a release is compared with: the last row whose `from` it has reached. */
  editions: z.array(z.strictObject({ from: z.string(), edition: z.string() })),
  window: WindowRules,
  settings: z.array(SpecimenSetting),
})
export type Specimen = z.infer<typeof Specimen>

/** The command that installs its package. */
export function installOf({ package: name, registry, version }: Specimen): string {
  const folder = `~/.cache/spawnscope-toolchains/${/^\{toolchains\}\/([^/]+)/.exec(version.command[0] ?? '')?.[1] ?? name}`
  switch (registry) {
    case undefined:
      return `apt-get install ${name}`
    case 'npm':
      return `npm install --prefix ${folder} ${name}`
    case 'pypi':
      return `python3 -m pip install --target ${folder} ${name}`
  }
}

/** A known difference between ours and the real program. Its paragraph is in likeness.md, under `id`. */
export const KnownDifference = z.strictObject({
  id: z.string(),
  kinds: z.array(z.enum(['extra', 'missing', 'arguments', 'reordered'])),
  lane: z.enum(['parent', 'child']),
  call: callPattern,
})
export type KnownDifference = z.infer<typeof KnownDifference>
export const KnownDifferences = z.array(KnownDifference)

/** What `npm run specimens` has built here, next to the helper. The server offers these commands, with signal words of a closed list. */
export const BuiltSpecimens = z.array(
  z.strictObject({
    strategy: z.string(),
    runtime: z.string(),
    version: z.string(),
    takes: z.array(z.enum(SPECIMEN_WORDS)),
    /** `argv`: the helper's arguments, with {app} for the folder of targets and specimens. `uid`: the user that runs it. */
    settings: z.array(z.strictObject({ name: z.string(), argv: words, uid: z.nullable(z.int()) })),
  }),
)
export type BuiltSpecimens = z.infer<typeof BuiltSpecimens>
