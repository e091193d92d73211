/**
 * Kept runs. A recording is what POST /api/runs answered, byte for byte, and its id is the hash of that:
 * the same id never means other words, so it may be cached for ever and checked on every read.
 */
import { createHash } from 'node:crypto'
import { RECORDING_ID } from '../../protocol/messages.ts'

export interface Recordings {
  /** Resolves with its id once it can no longer be lost. Rejects where it could not be kept. */
  keep(content: Buffer): Promise<string>
  /** Null where there is none of this id, or what lies there is not what was kept. */
  get(id: string): Promise<Buffer | null>
  /** A pinned recording never makes room for another. */
  pin(id: string): Promise<void>
  unpin(id: string): Promise<void>
  /** What is kept now, for the metrics. */
  size(): Promise<{ count: number; bytes: number }>
  close(): Promise<void>
}

export function recordingIdOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 32)
}

export const isRecordingId = (id: string): boolean => RECORDING_ID.test(id)
