/** What a run is asked for, on the wire. Whether the names exist is checked against the catalog, by checkSettings. */
import * as z from 'zod/mini'

export const DISPOSITIONS = ['default', 'ignore', 'handle'] as const
export const Disposition = z.enum(DISPOSITIONS)
export type Disposition = z.infer<typeof Disposition>

const word = z.string().check(z.maxLength(64))

/** At most this many signals may be named in one setting: there are 64 of them. */
export const MAX_SIGNALS = 64

export const RunSettings = z.strictObject({
  strategy: word,
  edition: z.optional(word),
  /** The parent's disposition, by signal name without SIG. */
  signal: z.optional(z.record(word, Disposition).check(z.refine((map) => Object.keys(map).length <= MAX_SIGNALS, `at most ${MAX_SIGNALS} signals`))),
  /** The parent's blocked mask, as signal names without SIG. */
  block: z.optional(z.array(word).check(z.maxLength(MAX_SIGNALS))),
  target: z.optional(word),
  uid: z.optional(z.int()),
  timeout: z.optional(z.int()),
  'max-events': z.optional(z.int()),
  /** The strategy's own settings. */
  set: z.optional(z.record(word, word).check(z.refine((map) => Object.keys(map).length <= 16, 'at most 16 of them'))),
})
export type RunSettings = z.infer<typeof RunSettings>
