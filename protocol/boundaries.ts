/** Where a language or library changed what it does: content/boundaries.yaml. */
import * as z from 'zod/mini'
import { RunCheck, Slug } from './claims.ts'

const version = z.string().check(z.regex(/^\d+(\.\d+)*$/, 'write a release in digits and dots, in quotes'))

/** What shows one side. `run`: a release whose program was seen; the check is held against it wherever it is installed. */
const Side = z
  .strictObject({ read: z.optional(z.array(Slug).check(z.minLength(1))), run: z.optional(version) })
  .check(z.refine(({ read, run }) => read !== undefined || run !== undefined, { error: 'name a source ("read") or a release that was seen ("run")' }))

export const Boundary = z
  .strictObject({
    /** A strategy, a runtime of content/runtimes, or a library. */
    of: Slug,
    /** The last release that did it the old way; absent where no release between the two was looked at. */
    last: z.optional(version),
    since: version,
    what: z.string(),
    /** Over the real program's run of this setting. It holds since then, and not before. */
    setting: z.optional(z.string()),
    check: z.optional(RunCheck),
    before: Side,
    after: Side,
  })
  .check(
    z.refine(
      ({ setting, check, before, after }) => (check !== undefined || (before.run ?? after.run) === undefined) && (setting === undefined || check !== undefined),
      {
        error: 'a side with "run" needs a check over the runs of a setting',
      },
    ),
  )
export type Boundary = z.infer<typeof Boundary>
export const Boundaries = z.array(Boundary)
