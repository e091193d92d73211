/** A card on a language: what its real program does, according to content/runtimes/ID.yaml. */
import * as z from 'zod/mini'
import { RunCheck, Slug, Words } from './claims.ts'

export const RUNTIME_POINTS = ['path', 'signals', 'descriptors', 'error', 'since'] as const
const RuntimePoint = z.enum(RUNTIME_POINTS)

/** `from` and `before` are the releases for which it holds. */
const Proof = z.strictObject({ of: RuntimePoint, setting: z.string(), from: z.optional(z.string()), before: z.optional(z.string()), check: RunCheck })

export const Runtime = z.strictObject({
  order: z.int(),
  name: z.string(),
  /** Our strategy with the same mechanism. It has the same name if the language is re-created. */
  like: z.string(),
  says: z.record(RuntimePoint, Words),
  /** What a run can prove of it. Each proof is judged over the run of the specimen's `setting`, recorded and live. */
  proofs: z.array(Proof).check(z.minLength(3)),
  sources: z.array(Slug).check(z.minLength(1)),
})
export type Runtime = z.infer<typeof Runtime>
