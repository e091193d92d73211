/** What a reader has put into the page: a recording, or a log of strace. Its first line says which. Pure. */
import { importRecording, isRecording } from './recordingLines.ts'
import { type Imported, importStrace } from './straceLog.ts'

/** `tell`: called now and then with the share that is done. */
export function importAny(source: Uint8Array | string, tell?: (share: number) => void): Imported {
  return isRecording(source) ? importRecording(source, tell) : importStrace(source, tell)
}
