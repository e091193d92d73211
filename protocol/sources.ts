/** Lines of a toolchain's own source, as GET /api/sources/ID answers: read on the server's machine, never copied into the project. */
import * as z from 'zod/mini'
import { decoder } from './decoder.ts'

/** Whose sources a server may read. `headers` are those of the C library. */
const Toolchain = z.enum(['go', 'nim', 'rust', 'headers'])
export type Toolchain = z.infer<typeof Toolchain>

/** content/sources/installed.json: by the id of a source, where it begins in an installed toolchain. */
export const InstalledSources = z.record(
  z.string(),
  z.strictObject({
    toolchain: Toolchain,
    /** Within the toolchain. */
    file: z.string().check(z.refine((file) => !/^\/|\.\./.test(file), 'a path within the toolchain, without ..')),
    /** A regular expression for the line that is looked for; `count` lines are shown, `before` of them above it. */
    begins: z.string(),
    before: z.int(),
    count: z.int(),
  }),
)

export const SourceLines = z.discriminatedUnion('installed', [
  z.strictObject({
    installed: z.literal(true),
    id: z.string(),
    toolchain: z.string(),
    version: z.string(),
    /** The path within the toolchain, not on this machine. */
    file: z.string(),
    /** Number of the first line. */
    from: z.int(),
    lines: z.array(z.string()),
  }),
  z.strictObject({ installed: z.literal(false), id: z.string(), toolchain: z.string(), cure: z.string() }),
])
export type SourceLines = z.infer<typeof SourceLines>

/** The answer of GET /api/sources/ID. */
export const decodeSourceLines = decoder(SourceLines)
