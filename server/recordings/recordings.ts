/**
 * Stored runs. A recording holds what POST /api/runs answered, byte for byte. Its id is the hash of its content,
 * so an answer may be cached for ever, and every read checks it.
 */
import { createHash, webcrypto } from 'node:crypto'
import { RECORDING_ID } from '../../protocol/recordingId.ts'

export interface Recordings {
  /**
   * Stores a recording. Resolves with its id once it cannot be lost any more. Rejects if it could not be stored. `briefly`: it is of a
   * visitor's program. It lives OWN_RECORDING_MS, and nobody can pin it.
   */
  keep(content: Buffer, briefly?: boolean): Promise<string>
  /** Null if there is no such recording, or if its content does not match its id. */
  get(id: string): Promise<Buffer | null>
  /** Whether it was stored briefly, so that nobody else may keep it for long either. */
  isBrief(id: string): Promise<boolean>
  /** A pinned recording is never removed to make room. */
  pin(id: string): Promise<void>
  unpin(id: string): Promise<void>
  /** How much is stored now, for the metrics. */
  size(): Promise<{ count: number; bytes: number }>
  close(): Promise<void>
}

export function recordingIdOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 32)
}

/** Whether content has this id. The hash is made beside the event loop: anybody may ask for a long recording again and again. */
export async function hasId(content: Buffer, id: string): Promise<boolean> {
  const digest = await webcrypto.subtle.digest('SHA-256', content)
  return Buffer.from(digest).toString('base64url').slice(0, 32) === id
}

export const isRecordingId = (id: string): boolean => RECORDING_ID.test(id)
