/** Who starts a program, and what it then finds: content/startedBy/*.yaml. A choice of it sets settings of a run. */
import * as z from 'zod/mini'
import { Slug, Words } from './claims.ts'
import { KINDS } from './settingKinds.ts'

/** The settings that say what a runtime is started with. A choice of another starter replaces all of them. */
export const START_SETTINGS = ['inherit', 'inherit-block', 'terminal'] as const

const Started = z.strictObject({
  inherit: z.optional(KINDS.inherited.schema),
  'inherit-block': z.optional(KINDS.signals.schema),
  terminal: z.optional(KINDS.choice.schema),
})

export const StartedBy = z.strictObject({
  id: Slug,
  /** "nohup". */
  name: Words,
  /** What the program finds, in one to three sentences. */
  says: Words,
  settings: Started,
  /** What of it no setting can show here. */
  cannot: z.optional(Words),
  /**
   * A command that starts the program after it so. The tests run it and read the signal sets; where its first word is not installed,
   * the sources decide.
   */
  observed: z.optional(z.array(z.string()).check(z.minLength(1))),
  sources: z.array(Slug).check(z.minLength(1)),
})
export type StartedBy = z.infer<typeof StartedBy>
