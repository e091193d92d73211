/** A frame of a feed as one server publishes it for another. Anybody who reaches the Redis can publish, so every message is decoded. */
import * as z from 'zod/mini'
import { decoder } from '../../protocol/decoder.ts'
import { EndOfRun } from '../../protocol/messages.ts'
import type { Frame } from './feed.ts'

const SharedFrame = z.strictObject({
  /** Which frame of the feed it is, from 0. */
  at: z.int().check(z.nonnegative()),
  command: z.string(),
  lines: z.array(z.string()),
  end: z.nullable(EndOfRun),
})
export type SharedFrame = z.infer<typeof SharedFrame>

export const decodeSharedFrame = decoder(SharedFrame)

export function sharedFrame(at: number, command: string, { lines, end }: Frame): string {
  return JSON.stringify({ at, command, lines: [...lines], end } satisfies SharedFrame)
}
