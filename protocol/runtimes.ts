/** A card on a language: what its real program does, as content/runtimes/ID.yaml says it. */
import * as z from 'zod/mini'
import { RunCheck, Slug, Words } from './claims.ts'

export const RUNTIME_POINTS = ['path', 'signals', 'descriptors', 'error', 'since'] as const
const RuntimePoint = z.enum(RUNTIME_POINTS)

/** `from` and `before` are the releases for which it holds. */
const Proof = z.strictObject({ of: RuntimePoint, setting: z.string(), from: z.optional(z.string()), before: z.optional(z.string()), check: RunCheck })

export const Runtime = z.strictObject({
  order: z.int(),
  name: z.string(),
  /** The strategy of ours that takes the same road; of the same name where the language is re-created. */
  like: z.string(),
  says: z.record(RuntimePoint, Words),
  /** What of it the kernel shows: each is judged over the run of the specimen's `setting`, recorded and live. */
  proofs: z.array(Proof).check(z.minLength(3)),
  sources: z.array(Slug).check(z.minLength(1)),
})
export type Runtime = z.infer<typeof Runtime>
