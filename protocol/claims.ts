/**
 * A sentence that a run can decide. `check` states the sentence over the events of one run. A trial names the settings of
 * a run, and whether the check is expected to hold there. The judge is client/model/claims/judge.ts.
 */
import * as z from 'zod/mini'
import { Stage } from './events.ts'
import { Phase } from './phases.ts'
import { RunSettings } from './runSettings.ts'

/**
 * A text in English; content/languages translates it. By this schema the compiler (build/content/texts.ts) distinguishes a text
 * from other strings, and makes prose of it.
 */
export const Words = z.string().check(z.minLength(1)).brand<'Words'>()
export type Words = z.infer<typeof Words>

export const Slug = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'write it in small letters, digits and hyphens'))

const Who = z.enum(['parent', 'child'])
const count = z.int().check(z.nonnegative())
const SIGNAL_SETS = ['SigPnd', 'ShdPnd', 'SigBlk', 'SigIgn', 'SigCgt'] as const

/** From `least` (1) to `most` system calls look like this. `args`: each one occurs in some argument. */
const Calls = z.strictObject({
  kind: z.literal('calls'),
  by: z.optional(Who),
  call: z.union([z.string(), z.array(z.string())]),
  args: z.optional(z.array(z.string())),
  /** The errno by name; null: it succeeded. */
  error: z.optional(z.nullable(z.string())),
  phase: z.optional(Phase),
  least: z.optional(count),
  most: z.optional(count),
})
export type CallsCheck = z.infer<typeof Calls>

const Atom = z.discriminatedUnion('kind', [
  Calls,
  /** How the child was made, as the kernel did it. */
  z.strictObject({
    kind: z.literal('create'),
    flags: z.optional(z.array(z.string())),
    memory: z.optional(z.boolean()),
    stack: z.optional(z.enum(['same', 'separate', 'copied'])),
    suspends: z.optional(z.boolean()),
  }),
  /** Which mechanism the strategy chose, and which condition held. */
  z.strictObject({ kind: z.literal('decision'), mechanism: z.optional(z.string()), condition: z.optional(z.string()), held: z.optional(z.boolean()) }),
  /** What /proc says about the signals at a stage. */
  z.strictObject({
    kind: z.literal('signals'),
    set: z.enum(SIGNAL_SETS),
    stage: Stage,
    has: z.optional(z.array(z.string())),
    lacks: z.optional(z.array(z.string())),
    empty: z.optional(z.boolean()),
  }),
  /** Where a task stands among jobs at a stage: in a group or session that it leads itself, in the foreground group of its terminal. */
  z.strictObject({
    kind: z.literal('session'),
    stage: Stage,
    own_group: z.optional(z.boolean()),
    own_session: z.optional(z.boolean()),
    foreground: z.optional(z.boolean()),
  }),
  /** The parent sees what the child wrote. */
  z.strictObject({ kind: z.literal('memory'), what: z.enum(['canary', 'handler']), seen: z.boolean() }),
  z.strictObject({ kind: z.literal('finding'), name: z.string(), value: z.string() }),
  z.strictObject({ kind: z.literal('outcome'), is: z.enum(['spawned', 'failed']), why: z.optional(z.string()) }),
  z.strictObject({ kind: z.literal('exit'), by: Who, status: z.optional(count), signal: z.optional(z.string()) }),
  /** The state of the parent while its child is held, as in /proc: D, S, R … `counting`: meanwhile its other threads (`threads`) counted on. */
  z.strictObject({ kind: z.literal('held'), state: z.string(), counting: z.optional(z.literal(true)) }),
  /** How many kB of page tables the kernel copied for the child; none if memory is shared. */
  z.strictObject({ kind: z.literal('page-tables'), least: z.optional(count), most: z.optional(count) }),
  /** This happened to a signal. */
  z.strictObject({ kind: z.literal('signal'), by: Who, signal: z.string(), how: z.enum(['delivered', 'ignored', 'pending', 'stopped']) }),
])
export type AtomCheck = z.infer<typeof Atom>

export type RunCheck = AtomCheck | { kind: 'all'; of: RunCheck[] } | { kind: 'any'; of: RunCheck[] } | { kind: 'not'; of: RunCheck }
const several = z.lazy(() => z.array(RunCheck).check(z.minLength(1)))
export const RunCheck: z.ZodMiniType<RunCheck> = z.union([
  Atom,
  z.strictObject({ kind: z.literal('all'), of: several }),
  z.strictObject({ kind: z.literal('any'), of: several }),
  z.strictObject({ kind: z.literal('not'), of: z.lazy(() => RunCheck) }),
])

/** `user`: an unprivileged parent, even if the helper is root. `root`: a privileged parent. */
export const As = z.enum(['any', 'user', 'root'])

/** One run of our re-creation. `expect`: whether the claim's check should hold there. */
export const Trial = z.strictObject({
  run: RunSettings,
  as: z.optional(As),
  expect: z.boolean(),
  /** A check for this run instead of the claim's own. */
  check: z.optional(RunCheck),
  label: z.optional(Words),
  /** A control shows that the check can have the other result too. It does not count for the verdict. */
  control: z.optional(z.boolean()),
})
export type Trial = z.infer<typeof Trial>

/** A question of the article is neither right nor wrong, so it has an answer instead. */
export const ANSWERS = ['answer-yes', 'answer-no', 'answer-depends'] as const
export const VERDICTS = ['holds', 'held-then', 'never-held', 'depends', 'cannot-be-seen', ...ANSWERS] as const
export const ClaimVerdict = z.enum(VERDICTS)
export type ClaimVerdict = z.infer<typeof ClaimVerdict>

/** Sections of the article (article.ts), in its order. */
export const PLACES = [
  'introduction',
  'rust-conditions',
  'rust-use',
  'rust-summary',
  'go-conditions',
  'go-use',
  'go-child',
  'go-summary',
  'ruby-conditions',
  'ruby-child',
  'ruby-summary',
  'nim-conditions',
  'nim-use',
  'nim-summary',
] as const

const ClaimForm = z.strictObject({
  id: Slug,
  place: z.enum(PLACES),
  /** What the article says, in our own words. */
  says: Words,
  /** Here the article asks instead of claiming. The check states what a yes would mean. */
  asks: z.optional(z.boolean()),
  /** A question's answer, in a sentence. */
  answer: z.optional(Words),
  verdict: ClaimVerdict,
  check: z.optional(RunCheck),
  trials: z.array(Trial),
  /** What the real runtime is known to do: the release, the circumstances, and what we saw or read. */
  real: z.optional(
    z.array(
      z
        .strictObject({
          runtime: z.string(),
          version: z.string(),
          detail: z.optional(Words),
          holds: z.boolean(),
          how: z.enum(['seen', 'read']),
          /** Where it was read. */
          source: z.optional(Slug),
        })
        .check(z.refine(({ how, source }) => (how === 'read') === (source !== undefined), { error: 'what was read names its "source", what was seen none' })),
    ),
  ),
  /** Programs in the real language (content/strategies/ID/specimen), traced and judged by the claim's check or another. */
  specimens: z.optional(
    z.array(
      z.strictObject({
        strategy: z.string(),
        setting: z.string(),
        holds: z.boolean(),
        /** The releases for which that is expected: from `from`, up to but not including `before`. */
        from: z.optional(z.string()),
        before: z.optional(z.string()),
        check: z.optional(RunCheck),
      }),
    ),
  ),
  /** What the verdict depends on. */
  environments: z.optional(z.array(z.strictObject({ when: Words, holds: z.boolean() }))),
  why: Words,
  /** For a claim without a run: why no run can decide it here. */
  unrun: z.optional(Words),
  sources: z.optional(z.array(Slug)),
  lesson: z.optional(Slug),
})

const isAnswer = (verdict: ClaimVerdict): boolean => (ANSWERS as readonly ClaimVerdict[]).includes(verdict)

export const Claim = ClaimForm.check(
  z.refine(({ asks = false, answer, verdict }) => isAnswer(verdict) === asks && (answer !== undefined) === asks, {
    error: 'a question (asks: true) has an "answer" and a verdict answer-yes, answer-no or answer-depends; a sentence has neither',
  }),
  z.refine(({ trials, specimens, unrun }) => (trials.length + (specimens?.length ?? 0) === 0) === (unrun !== undefined), {
    error: 'a claim has runs, or says in "unrun" why it can have none here, and not both',
  }),
)
export type Claim = z.infer<typeof Claim>
