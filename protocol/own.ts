/** A visitor's own program: what a page sends, and what the server says of compiling it. */
import * as z from 'zod/mini'
import { decoder } from './decoder.ts'
import { Refusal } from './errors.ts'
import { bytesOf, OWN_KEY, OWN_LIMITS, OwnRun } from './ownRun.ts'

/** The languages in which a program can be written here, in the order of the page. */
export const OWN_LANGUAGES = ['c', 'rust', 'go', 'ruby', 'nim', 'python', 'node'] as const
export const OwnLanguage = z.enum(OWN_LANGUAGES)
export type OwnLanguage = z.infer<typeof OwnLanguage>

/** What the name of a file ends with, in each language. */
export const OWN_ENDING = { c: '.c', rust: '.rs', go: '.go', ruby: '.rb', nim: '.nim', python: '.py', node: '.js' } as const

export const OWN_FILE_NAME = /^[a-z][a-z0-9_]{0,31}\.[a-z]{1,3}$/

const OwnFile = z.strictObject({ name: z.string().check(z.regex(OWN_FILE_NAME)), content: z.string() })
export type OwnFile = z.infer<typeof OwnFile>

export const OwnProgram = z.strictObject({
  language: OwnLanguage,
  /** The first is the one that is compiled or started; the others stand beside it. */
  files: z.array(OwnFile).check(
    z.minLength(1),
    z.maxLength(OWN_LIMITS.files),
    z.refine((files) => new Set(files.map(({ name }) => name)).size === files.length),
    z.refine((files) => files.reduce((sum, { content }) => sum + bytesOf(content), 0) <= OWN_LIMITS.bytes),
  ),
})
export type OwnProgram = z.infer<typeof OwnProgram>

/** What a compiler says of one place. Lines and columns count from 1; null: the compiler names none. */
export const Diagnostic = z.strictObject({
  file: z.string(),
  line: z.nullable(z.int().check(z.positive())),
  column: z.nullable(z.int().check(z.positive())),
  severity: z.enum(['error', 'warning', 'note']),
  text: z.string(),
})
export type Diagnostic = z.infer<typeof Diagnostic>

/** A program as a link carries it: with what it is started with, but for the signals, which have words of their own. */
export const OwnLink = z.extend(OwnProgram, {
  args: z.optional(OwnRun.shape.args),
  stdin: OwnRun.shape.stdin,
})
export type OwnLink = z.infer<typeof OwnLink>

/** GET /api/own: what can be written here. `refusal`: why nothing can. */
export const OwnOffer = z.strictObject({
  refusal: z.nullable(Refusal),
  languages: z.array(z.strictObject({ language: OwnLanguage, version: z.string() })),
})
export type OwnOffer = z.infer<typeof OwnOffer>

/** A line of the answer of POST /api/own. The last is `compiled`, or a refusal. */
export const OwnLine = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('waits'), position: z.int().check(z.positive()) }),
  z.strictObject({
    kind: z.literal('compiled'),
    /** Null: it did not compile. */
    program: z.nullable(z.string().check(z.regex(OWN_KEY))),
    cached: z.boolean(),
    ms: z.int().check(z.nonnegative()),
    diagnostics: z.array(Diagnostic),
    /** What the compiler said, and what was wrong with what it made. */
    said: z.string(),
    fault: z.string(),
  }),
  z.extend(Refusal, { kind: z.literal('refusal') }),
])
export type OwnLine = z.infer<typeof OwnLine>

export const decodeOwnProgram = decoder(OwnProgram)
export const decodeOwnLink = decoder(OwnLink)
export const decodeOwnOffer = decoder(OwnOffer)
export const decodeOwnLine = decoder(OwnLine)
