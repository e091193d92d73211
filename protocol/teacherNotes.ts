/** What a teacher glances at in front of a class, as each file of content/teacherNotes must be. Pupils do not see it. */
import * as z from 'zod/mini'
import { Words } from './claims.ts'

const few = z.array(Words).check(z.minLength(1), z.maxLength(3))

/** The notes on the lesson of the same name. */
export const TeacherNotes = z.strictObject({
  /** One sentence: what the class knows afterwards that it did not. */
  aim: Words,
  /** How long a class takes that predicts, votes, talks, votes again and runs. The lesson's own `minutes` are those of one reader. */
  minutes: z.int().check(z.positive()),
  /** Asked aloud, besides the prediction of the lesson. */
  ask: few,
  /** What usually goes wrong, and what to do: a wrong idea that pupils hold, or a pitfall of the demonstration. */
  wrong: few,
  /** What a clever pupil objects, and what one answers. */
  objection: z.strictObject({ says: Words, answer: Words }),
})
export type TeacherNotes = z.infer<typeof TeacherNotes>
