/** content/strategies/ID/specimen/specimen.json: how the real thing is built, run, and where in its trace the spawn lies. */
import * as z from 'zod/mini'

const words = z.array(z.string()).check(z.minLength(1))
/** A regular expression, matched from the start of a call as it is spelled: `pipe2\\(`. */
const callPattern = z.string().check(z.minLength(2))

/** Which calls of a real program belong to the spawn. Data, so that a runtime's next release costs a line here. */
export const WindowRules = z.strictObject({
  /** Calls of the parent right before the creation: the window begins with the first of an unbroken row of these. */
  before: z.array(callPattern),
  /** Calls right after the child was reaped (or right after the creation, when nobody waits). */
  after: z.array(callPattern),
  /** Calls of the parent that are another task of the runtime: a scheduler, a collector, a timer. */
  noise: z.array(callPattern),
  /** Calls on which a goroutine may have moved to another thread: they count in any thread of the parent. */
  anyThread: z.array(callPattern),
  /** How many programs the child becomes on its way to the one asked for, where it is more than one: Java starts a helper first. */
  execs: z.optional(z.int()),
})
export type WindowRules = z.infer<typeof WindowRules>

export const SpecimenSetting = z.strictObject({
  /** Setting of the table below, or the specimen's own. */
  name: z.string(),
  /** Words for `spawnscope run STRATEGY`. */
  ours: z.array(z.string()),
  /** Words for `spawnscope trace`, before the program: what it inherits. */
  inherits: z.array(z.string()),
  /** Words for the program itself. `{target}` is the program it shall start. */
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

export const Specimen = z.strictObject({
  /** As the page names it: "Rust". */
  runtime: z.string(),
  version: z.strictObject({ command: words, pattern: z.string() }),
  /** Debian's package. */
  package: z.string(),
  /** Why .ci/run does not install that package. Where it does, CI fails when the program is missing. */
  not_in_ci: z.optional(z.string()),
  /** The row of it in `spawnscope check` and on the Check page; null: it has none. */
  check: z.nullable(Probe),
  source: z.string(),
  /** Words with {source}, {out} and {cache} filled in; null where the source is run as it is. */
  build: z.nullable(words),
  run: words,
  /** Which edition of ours a release is held against: the last row whose `from` it has reached. */
  editions: z.array(z.strictObject({ from: z.string(), edition: z.string() })),
  window: WindowRules,
  settings: z.array(SpecimenSetting),
})
export type Specimen = z.infer<typeof Specimen>

/** A difference between ours and the real thing that we know of; its paragraph stands in likeness.md under `id`. */
export const KnownDifference = z.strictObject({
  id: z.string(),
  kinds: z.array(z.enum(['extra', 'missing', 'arguments', 'reordered'])),
  lane: z.enum(['parent', 'child']),
  call: callPattern,
})
export type KnownDifference = z.infer<typeof KnownDifference>
export const KnownDifferences = z.array(KnownDifference)

/** What `npm run specimens` has made here, beside the helper: the server offers exactly these, word for word. */
export const BuiltSpecimens = z.array(
  z.strictObject({
    strategy: z.string(),
    runtime: z.string(),
    version: z.string(),
    /** `argv`: the helper's, with {app} for the folder that holds targets and specimens. `uid`: who shall run it. */
    settings: z.array(z.strictObject({ name: z.string(), argv: words, uid: z.nullable(z.int()) })),
  }),
)
export type BuiltSpecimens = z.infer<typeof BuiltSpecimens>
