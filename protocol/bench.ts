/**
 * Every line that `spawnscope bench` may write, as NDJSON, and the settings of a measurement. All times are
 * nanoseconds. `build/wire.ts` turns each line's schema into a C emitter (native/wire/gen/wire_bench.h);
 * the programs of real runtimes (scripts/bench/runtimes.ts) write the same lines.
 */
import * as z from 'zod/mini'
import { decoder } from './decoder.ts'
import { Refusal } from './errors.ts'
import { PROTOCOL_VERSION } from './version.ts'

const count = z.int().check(z.nonnegative())
const text = z.string().check(z.maxLength(512), z.regex(/^[\x20-\x7e]*$/))
const time = z.nullable(count)

const line = { seq: count, ns: count }

export const PAGE_SIZES = ['small', 'huge'] as const
/** Our re-creation of a runtime, a bare loop of the same calls, or a program in the real language. */
export const SOURCES = ['ours', 'bare', 'runtime'] as const

/** First line: the machine. `tracer`: the program that traced the measurement and makes every figure larger; null for none. */
export const BenchHello = z.strictObject({
  ...line,
  kind: z.literal('hello'),
  version: z.literal(PROTOCOL_VERSION),
  helper: text,
  argv: z.array(text),
  /** Seconds since 1970. */
  at: count,
  kernel: text,
  libc: text,
  arch: text,
  cpu: text,
  cpus: count,
  /** The processor that it is pinned to; null: not pinned. */
  pinned: z.nullable(count),
  memory_mb: count,
  available_mb: count,
  /** Mode of transparent huge pages: always, madvise, never. */
  thp: text,
  uid: count,
  /** Load average of the last minute, in hundredths. */
  load: count,
  tracer: z.nullable(text),
  repeat: count,
  warmups: count,
  cells: count,
})

/** Progress: `done` of `total` rounds, and the current activity. */
export const BenchProgress = z.strictObject({
  ...line,
  kind: z.literal('progress'),
  done: count,
  total: count,
  memory_mb: count,
  pages: z.enum(PAGE_SIZES),
  threads: count,
  doing: z.enum(['populate', 'measure', 'parts', 'again']),
})

/** Where the time of one spawn goes: medians of a separate pass; null if one library call hides it. */
export const BenchParts = z.strictObject({
  /** From the beginning to the creating call. */
  prepare: time,
  /** From the creating call to the child's own first step. */
  create: time,
  child_setup: time,
  /** From execve until the child is reaped. */
  exec: time,
  /** From the creating call until the parent continues. */
  suspended: time,
})

/** One series at one place: untraced start → exec → reaped. */
export const BenchCell = z.strictObject({
  ...line,
  kind: z.literal('cell'),
  source: z.enum(SOURCES),
  strategy: text,
  edition: text,
  mechanism: text,
  memory_mb: count,
  pages: z.enum(PAGE_SIZES),
  threads: count,
  /** Measured, not requested: resident memory, its part in huge pages, and the page tables that fork must copy. */
  resident_kb: count,
  huge_kb: count,
  tables_kb: count,
  samples: z.array(count),
  median: count,
  q1: count,
  q3: count,
  parts: BenchParts,
  /** How many attempts it took until the medians of both halves agreed within a tenth. `settled`: they agree. */
  attempts: count,
  settled: z.boolean(),
})

/** A size that was left out, why, and the cure. */
export const BenchSkipped = z.strictObject({
  ...line,
  kind: z.literal('skipped'),
  memory_mb: count,
  pages: z.enum(PAGE_SIZES),
  threads: count,
  why: text,
  cure: text,
})

export const BenchEnd = z.strictObject({ ...line, kind: z.literal('end'), outcome: z.enum(['ended', 'cancelled', 'limit', 'failed']), why: z.nullable(text) })

export const BenchLine = z.discriminatedUnion('kind', [BenchHello, BenchProgress, BenchCell, BenchSkipped, BenchEnd])
export type BenchLine = z.infer<typeof BenchLine>
export type BenchHello = z.infer<typeof BenchHello>
export type BenchCell = z.infer<typeof BenchCell>
export type BenchSkipped = z.infer<typeof BenchSkipped>

/** The body of POST /api/bench. The helper chooses what is left out. */
export const BenchSettings = z.strictObject({
  /** `fork`, or with an edition `nim@1.6`. */
  strategies: z.optional(z.array(z.string().check(z.regex(/^[a-z][a-z0-9_-]{0,31}(@[A-Za-z0-9._+-]{1,32})?$/))).check(z.minLength(1), z.maxLength(24))),
  /** MB. */
  memory: z.optional(z.array(count).check(z.minLength(1), z.maxLength(8))),
  pages: z.optional(z.array(z.enum(PAGE_SIZES)).check(z.minLength(1), z.maxLength(2))),
  threads: z.optional(z.array(count).check(z.minLength(1), z.maxLength(4))),
  repeat: z.optional(z.int().check(z.minimum(5), z.maximum(101))),
})
export type BenchSettings = z.infer<typeof BenchSettings>

/** Lines of the server between those of the helper: the position in the queue, and why the measurement failed. */
export const BenchNews = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('queued'), position: count }),
  z.strictObject({ kind: z.literal('refusal'), ...Refusal.shape }),
])
/** One line of the answer to POST /api/bench. */
export const BenchAnswer = z.union([BenchLine, BenchNews])
export type BenchAnswer = z.infer<typeof BenchAnswer>

/** One NDJSON line of `spawnscope bench`. */
export const decodeBenchLine = decoder(BenchLine)
/** One line of the answer to POST /api/bench. */
export const decodeBenchAnswer = decoder(BenchAnswer)
/** The body of POST /api/bench. */
export const decodeBenchSettings = decoder(BenchSettings)
