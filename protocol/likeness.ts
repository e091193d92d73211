/** content/likeness.json: every strategy with a real program × its settings, as `npm run record` measured it. */
import * as z from 'zod/mini'
import { SPECIMEN_SETTINGS } from './specimen.ts'

const verdict = z.enum(['same', 'arguments', 'extra', 'missing', 'reordered'])

export const LikenessRow = z.strictObject({
  setting: z.enum(SPECIMEN_SETTINGS),
  edition: z.string(),
  counts: z.record(verdict, z.int()),
  percent: z.int(),
  explained: z.int(),
  unexplained: z.int(),
  /** Every pair that is not the same. */
  differences: z.array(
    z.strictObject({
      verdict,
      lane: z.enum(['parent', 'child']),
      part: z.string(),
      ours: z.nullable(z.string()),
      real: z.nullable(z.string()),
      explained: z.nullable(z.string()),
    }),
  ),
})
export type LikenessRow = z.infer<typeof LikenessRow>

export const LikenessTable = z.array(
  z.strictObject({
    strategy: z.string(),
    runtime: z.string(),
    version: z.string(),
    kernel: z.string(),
    libc: z.string(),
    /** Compared with the edition that this release belongs to. */
    today: z.array(LikenessRow),
    /** Compared with the edition that the article describes. */
    article: z.array(LikenessRow),
  }),
)
export type LikenessTable = z.infer<typeof LikenessTable>
