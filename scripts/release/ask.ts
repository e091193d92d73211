/** A command whose answer is read. */
import { spawnSync } from 'node:child_process'

export interface CommandAnswer {
  /** Null where it did not start, or a signal ended it. */
  status: number | null
  stdout: string
  stderr: string
}

export function ask(folder: string, command: string, words: readonly string[]): CommandAnswer {
  const { status, stdout, stderr, error } = spawnSync(command, words, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return { status, stdout: stdout ?? '', stderr: error?.message ?? stderr }
}

/** Why it failed, in its own words: the last three lines. */
export const lastLinesOf = ({ stdout, stderr }: CommandAnswer): string => (stderr.trim() || stdout.trim()).split('\n').slice(-3).join(' / ')
