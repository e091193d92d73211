/** A visitor's compiled program as a run names it, and the bounds of all that he sends. */
import * as z from 'zod/mini'

/** The bounds of a program. `bytes`: of all files together, as UTF-8. */
export const OWN_LIMITS = { files: 3, bytes: 32 * 1024, args: 8, argBytes: 256, stdinBytes: 4096 } as const

/** As UTF-8. A lone surrogate becomes U+FFFD, which has three bytes too. */
export function bytesOf(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

const sized = (most: number) => z.refine<string>((text) => bytesOf(text) <= most)
/** The helper gets it as an argument of execve(2), which ends at its first zero byte. */
const word = (most: number) =>
  z.string().check(
    sized(most),
    z.refine((text) => !text.includes('\0')),
  )

/** A name of a compiled program, of its content. */
export const OWN_KEY = /^[\w-]{32}$/

/** A compiled program as a run names it. */
export const OwnRun = z.strictObject({
  program: z.string().check(z.regex(OWN_KEY)),
  args: z.array(word(OWN_LIMITS.argBytes)).check(z.maxLength(OWN_LIMITS.args)),
  /** What the program reads from its standard input, as from a file; without it that is /dev/null. */
  stdin: z.optional(word(OWN_LIMITS.stdinBytes)),
  /** False: the events name no lines, and nothing is added to a script that would tell them. */
  lines: z.optional(z.boolean()),
})
export type OwnRun = z.infer<typeof OwnRun>
