/**
 * The atlas: rows are runtimes in their releases, columns are questions, and a cell is the answer that a recorded run gives.
 * `content/atlas/questions.yaml` has the questions, `npm run record` makes the rows (docs/howto/atlas.md).
 */
import * as z from 'zod/mini'
import { RunCheck, Slug, Words } from './claims.ts'
import type { SPECIMEN_WORDS } from './specimen.ts'
import type { SignalSettings } from './specimenSignals.ts'

/** What a run of the atlas asks of a program beside its plain start. */
interface AtlasRun {
  /** What it is started with, and what it does to its own signals. */
  signals?: SignalSettings
  /** The setting of the specimen (specimen.json) that has it, where it is no signal. */
  setting?: string
  /** What some languages call it. */
  also?: string
  /** A word for the program, where its manifest has no such setting. */
  word?: (typeof SPECIMEN_WORDS)[number]
  /** Who the parent is. An ordinary user, unless it says root. */
  as?: 'root'
}

/** The runs of a row, by the name that questions give them. */
export const ATLAS_RUNS = {
  plain: {},
  root: { as: 'root' },
  directory: { setting: 'cwd' },
  user: { setting: 'uid', as: 'root' },
  missing: { setting: 'missing' },
  'ignores-itself': { signals: { signal: { HUP: 'ignore', INT: 'ignore', PIPE: 'ignore' } } },
  'started-ignoring': { signals: { inherit: { HUP: 'ignore', INT: 'ignore', QUIT: 'ignore', PIPE: 'ignore', TERM: 'ignore', USR1: 'ignore' } } },
  'blocks-itself': { signals: { block: ['TERM', 'USR1'] } },
  'started-blocking': { signals: { 'inherit-block': ['INT', 'TERM', 'USR1'] } },
  handles: { signals: { signal: { USR1: 'handle' } } },
  opens: { word: 'open' },
  group: { setting: 'group', word: 'group' },
  session: { setting: 'session', also: 'detached', word: 'session' },
} as const satisfies Record<string, AtlasRun>
export type AtlasRunName = keyof typeof ATLAS_RUNS
export const ATLAS_RUN_NAMES = Object.keys(ATLAS_RUNS) as AtlasRunName[]
export const atlasRun = (name: AtlasRunName): AtlasRun => ATLAS_RUNS[name]

/** What the questions are about, in the order of the columns. */
export const ATLAS_TOPICS = ['mechanism', 'signals', 'window', 'jobs', 'descriptors', 'errors', 'cost'] as const
export type AtlasTopic = (typeof ATLAS_TOPICS)[number]

/** Answers that are neither yes nor no: what each reads from a run is in client/model/atlas/wordOf.ts. */
export const ATLAS_WORDS = {
  mechanism: ['fork', 'vfork', 'posix_spawn', 'clone(VM|VFORK)', 'clone', 'none'],
  memory: ['copied', 'shared-own-stack', 'shared-same-stack'],
  window: ['closed', 'copy', 'shared'],
  missing: ['memory', 'pipe', 'text', 'status', 'before'],
  descriptor: ['passed', 'closed'],
  job: ['same', 'own-group', 'own-session'],
} as const
export type AtlasReading = keyof typeof ATLAS_WORDS

/** One part of a question: a signal, where several are asked about. All parts hold: yes; none: no; some: it depends on which. */
const AtlasPart = z.strictObject({ of: z.string(), check: RunCheck })

export const AtlasQuestion = z.strictObject({
  id: Slug,
  topic: z.enum(ATLAS_TOPICS),
  /** The question in a sentence. */
  asks: Words,
  /** The head of its column. */
  short: Words,
  /** What an answer means, where the words alone do not say it. */
  why: z.optional(Words),
  run: z.enum(ATLAS_RUN_NAMES),
  /** It is about an ordinary user's program: a run by root does not answer it. */
  user: z.optional(z.literal(true)),
  parts: z.optional(z.array(AtlasPart).check(z.minLength(1))),
  reads: z.optional(z.enum(Object.keys(ATLAS_WORDS) as [AtlasReading, ...AtlasReading[]])),
})
export type AtlasQuestion = z.infer<typeof AtlasQuestion>

/**
 * `parts`: of a yes, no or depends, those that hold. `run`: the run that shows it. `source`: no run does; upstream was read.
 * `none`: the language does not offer what the question asks for. `unknown`: nobody has looked.
 */
export const AtlasCell = z.discriminatedUnion('is', [
  z.strictObject({ is: z.enum(['yes', 'no', 'depends']), run: z.optional(z.string()), parts: z.optional(z.array(z.string())), source: z.optional(z.string()) }),
  z.strictObject({ is: z.literal('word'), word: z.string(), run: z.optional(z.string()), source: z.optional(z.string()) }),
  /** Nanoseconds of one start, with 1 GB of memory that the parent has touched. */
  z.strictObject({ is: z.literal('cost'), ns: z.int() }),
  z.strictObject({ is: z.enum(['none', 'unknown']) }),
])
export type AtlasCell = z.infer<typeof AtlasCell>

export const ATLAS_KINDS = ['ours', 'real', 'read'] as const
export const AtlasRow = z.strictObject({
  /** `go@1.23` of ours, `real-go@1.26.8` of a real program. */
  id: z.string().check(z.regex(/^[\w.@+-]{1,64}$/)),
  /** The strategy or runtime: `go`. */
  of: z.string(),
  runtime: z.string(),
  kind: z.enum(ATLAS_KINDS),
  /** Of ours the releases that it stands for; of a real program its release. */
  release: z.string(),
  /** Our edition; of a real program the one that it is held against, null where there is none. */
  edition: z.nullable(z.string()),
  libc: z.nullable(z.string()),
  kernel: z.nullable(z.string()),
  cells: z.record(z.string(), AtlasCell),
})
export type AtlasRow = z.infer<typeof AtlasRow>

/** `content/atlas/read.json`: rows that nobody has run, so each cell names what was read. */
export const ReadRows = z.array(AtlasRow).check(
  z.refine((rows) => rows.every(({ kind, cells }) => kind === 'read' && Object.values(cells).every((cell) => 'source' in cell && cell.source !== undefined)), {
    error: 'a row of content/atlas/read.json is of kind "read", and each of its cells has a "source"',
  }),
)

export const Atlas = z.strictObject({ version: z.literal(1), rows: z.array(AtlasRow) })
export type Atlas = z.infer<typeof Atlas>
