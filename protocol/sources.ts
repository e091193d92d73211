/** Lines of a toolchain's own source, as GET /api/sources/ID answers: read on the server's machine, never copied into the project. */
import * as z from 'zod/mini'

export const SourceLines = z.discriminatedUnion('installed', [
  z.strictObject({
    installed: z.literal(true),
    id: z.string(),
    toolchain: z.string(),
    version: z.string(),
    /** Within the toolchain, not on this machine. */
    file: z.string(),
    /** Number of the first line. */
    from: z.int(),
    lines: z.array(z.string()),
  }),
  z.strictObject({ installed: z.literal(false), id: z.string(), toolchain: z.string(), cure: z.string() }),
])
export type SourceLines = z.infer<typeof SourceLines>
