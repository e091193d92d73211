/** Lessons, incidents, glossary and sources, as their YAML files must be. */
import * as z from 'zod/mini'
import { CHAPTERS, LEVELS } from './chapters.ts'
import { As, RunCheck, Slug, Words } from './claims.ts'
import { isPinned } from './pinned.ts'
import { RunSettings } from './runSettings.ts'

const Run = z.strictObject({ run: RunSettings, as: z.optional(As), label: Words })
const link = z.string().check(z.startsWith('https://', 'give a link that begins with https://'))

/** An option of a prediction. The run decides whether it is right: `check` holds in the run `of` (0), or not. */
const Option = z.strictObject({ text: Words, check: RunCheck, of: z.optional(z.int()), right: z.boolean(), reason: Words })

/** One fact of an explanation. The run `of` (0) shows it, a source says it, or it was measured. */
const FactForm = z.strictObject({
  says: Words,
  check: z.optional(RunCheck),
  of: z.optional(z.int()),
  sources: z.optional(z.array(Slug).check(z.minLength(1))),
  /** For figures: the command that measures them again. content/cost has the measurement that they are from. */
  measured: z.optional(z.string().check(z.startsWith('npm run ', 'name the command that measures it again: npm run …'))),
})
export const Fact = FactForm.check(
  z.refine(({ check, sources, measured }) => check !== undefined || sources !== undefined || measured !== undefined, {
    error: 'a fact that nothing shows; give it a "check" over a run of the lesson, or "sources" that say it, or say how it was "measured"',
  }),
  z.refine(({ check, of }) => check !== undefined || of === undefined, { error: '"of" names the run of a check; add the check, or take "of" out' }),
)
export type Fact = z.infer<typeof Fact>

/** What was read of several systems: a row each, with as many cells as there are columns, and the sources of the row. */
export const ReadTable = z
  .strictObject({
    caption: Words,
    columns: z.array(Words).check(z.minLength(1)),
    rows: z
      .array(
        z.strictObject({ id: Slug, name: z.string(), cells: z.array(Words), sources: z.array(Slug).check(z.minLength(1, 'name the source that was read')) }),
      )
      .check(z.minLength(2)),
  })
  .check(
    z.refine(({ columns, rows }) => rows.every(({ cells }) => cells.length === columns.length), { error: 'give each row as many cells as there are columns' }),
  )
export type ReadTable = z.infer<typeof ReadTable>

const Step = z.discriminatedUnion('kind', [
  /** Something to look at before the lesson explains anything. */
  z.strictObject({ kind: z.literal('look'), text: z.array(Words) }),
  z.strictObject({ kind: z.literal('predict'), question: Words, options: z.array(Option).check(z.minLength(3)) }),
  z.strictObject({ kind: z.literal('run'), text: z.array(Words) }),
  z.strictObject({ kind: z.literal('explain'), facts: z.array(Fact).check(z.minLength(1)), table: z.optional(ReadTable), claims: z.optional(z.array(Slug)) }),
  /** Predict the curve of fork and vfork by dragging a point, then measure it; `because` is the reason for its shape. */
  z.strictObject({ kind: z.literal('curve'), text: z.array(Words), because: Words }),
  /** At least one of `tries` reaches `goal`, and not all of them do. */
  z.strictObject({ kind: z.literal('change'), task: Words, tries: z.array(Run).check(z.minLength(2)), goal: RunCheck, reached: Words }),
])

/** Which views of the runs the lesson shows, besides the stepper. */
const Show = z.enum(['timeline', 'passport', 'memory', 'findings'])

const LessonForm = z.strictObject({
  /** Its place among the others. Gaps are allowed: the page counts from 1. */
  order: z.int(),
  title: Words,
  asks: Words,
  /** How long it takes to read, predict, run and change. */
  minutes: z.int().check(z.positive()),
  level: z.literal(LEVELS),
  chapter: z.enum(CHAPTERS),
  /** Shown at the start: what the reader will learn. */
  learn: Words,
  /** Shown at the end: what the reader has learned, in a sentence or two. */
  learned: Words,
  runs: z.array(Run).check(z.minLength(1), z.maxLength(4)),
  show: z.array(Show),
  steps: z.array(Step).check(z.minLength(4)),
  sources: z.optional(z.array(Slug)),
})
/** What is checked over a run speaks of one that there is. */
export const Lesson = LessonForm.check(({ value, issues }) => {
  const faulty = (of: number | undefined, ...path: (string | number)[]): void => {
    if (of !== undefined && value.runs[of] === undefined)
      issues.push({ code: 'custom', input: of, path: ['steps', ...path, 'of'], message: `no run ${of}; there are ${value.runs.length}, from 0` })
  }
  value.steps.forEach((step, at) => {
    if (step.kind === 'predict') for (const [n, { of }] of step.options.entries()) faulty(of, at, 'options', n)
    if (step.kind === 'explain') for (const [n, { of }] of step.facts.entries()) faulty(of, at, 'facts', n)
  })
})
export type Lesson = z.infer<typeof Lesson>

/** Languages of the programs that incidents happened to; the page filters by them. */
export const INCIDENT_LANGUAGES = ['go', 'rust', 'ruby', 'nim', 'python', 'node', 'java', 'd', 'cpp'] as const
export type IncidentLanguage = (typeof INCIDENT_LANGUAGES)[number]

/**
 * What went wrong: signal settings that a child inherited; a signal between creation and exec; writes to shared memory; two levels of
 * privilege; an open descriptor; a process group that a signal reached, or did not; threads that had to wait; what a start costs.
 */
export const INCIDENT_HAZARDS = ['inherited-signals', 'signal-window', 'shared-memory', 'privileges', 'descriptors', 'groups', 'waiting', 'cost'] as const
export type IncidentHazard = (typeof INCIDENT_HAZARDS)[number]

export const Incident = z.strictObject({
  id: Slug,
  project: z.string(),
  language: z.enum(INCIDENT_LANGUAGES),
  hazard: z.enum(INCIDENT_HAZARDS),
  year: z.int(),
  title: Words,
  /** Three sentences: what was seen, why, what came of it. */
  story: z.array(Words).check(z.length(3, 'tell it in three: what was seen, why, what came of it')),
  link,
  run: RunSettings,
  as: z.optional(As),
  /** What the run shows, and the check that it does. */
  shows: Words,
  check: RunCheck,
})
export type Incident = z.infer<typeof Incident>

export const Term = z.strictObject({
  id: Slug,
  term: Words,
  meaning: Words,
  /** How English sentences use it, where that is not the term itself; for the test that nobody meets a term before it is introduced. */
  forms: z.optional(z.array(z.string()).check(z.minLength(1))),
  man: z.optional(z.string()),
})
export type Term = z.infer<typeof Term>

export const Source = z
  .strictObject({
    id: Slug,
    project: z.string(),
    version: z.string(),
    /** A path; or what is read as a whole: `issue`, `pull request`, `commit` … (pinned.ts). */
    file: z.string(),
    function: z.string(),
    link,
    about: Words,
    /** What of it could not be verified, and why. The page says so. */
    unverified: z.optional(Words),
  })
  .check(
    z.refine((source) => source.unverified !== undefined || isPinned(source), {
      error: 'link to a line at a tag (…/blob/TAG/FILE#L12), or say in "unverified" why there is none',
    }),
  )
export type Source = z.infer<typeof Source>
