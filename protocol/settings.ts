/** What a run is asked for, on the wire. Whether the names exist is checked against the catalog, by checkSettings. */
import * as z from 'zod/mini'
import { MOMENTS } from './events.ts'

export const DISPOSITIONS = ['default', 'ignore', 'handle'] as const
export const Disposition = z.enum(DISPOSITIONS)
export type Disposition = z.infer<typeof Disposition>

/** A signal that the tracer sends while a task stands at a moment. */
export const Sending = z.strictObject({ signal: z.string().check(z.maxLength(16)), at: z.enum(MOMENTS), to: z.enum(['child', 'parent']) })

const word = z.string().check(z.maxLength(64))

/** At most this many signals may be named in one setting: there are 64 of them. */
export const MAX_SIGNALS = 64

/** At most this many signals are sent in one run. */
export const MAX_SENDS = 8

export const RunSettings = z.strictObject({
  strategy: word,
  edition: z.optional(word),
  /** The real program in place of ours, under this setting of its own; then nothing else is taken. */
  specimen: z.optional(word),
  /** The parent's disposition, by signal name without SIG. */
  signal: z.optional(z.record(word, Disposition).check(z.refine((map) => Object.keys(map).length <= MAX_SIGNALS, `at most ${MAX_SIGNALS} signals`))),
  /** The parent's blocked mask, as signal names without SIG. */
  block: z.optional(z.array(word).check(z.maxLength(MAX_SIGNALS))),
  send: z.optional(z.array(Sending).check(z.maxLength(MAX_SENDS))),
  /** How long a task is held at a moment, in milliseconds. */
  hold: z.optional(z.partialRecord(z.enum(MOMENTS), z.int())),
  target: z.optional(word),
  name: z.optional(word),
  cwd: z.optional(word),
  path: z.optional(word),
  uid: z.optional(z.int()),
  /** Touched memory of the parent, in MB. */
  memory: z.optional(z.int()),
  threads: z.optional(z.int()),
  timeout: z.optional(z.int()),
  'max-events': z.optional(z.int()),
  /** The strategy's own settings. */
  set: z.optional(z.record(word, word).check(z.refine((map) => Object.keys(map).length <= 16, 'at most 16 of them'))),
})
export type RunSettings = z.infer<typeof RunSettings>
