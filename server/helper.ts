/**
 * The only file that knows how the helper is started: its path, its descriptors, its exit statuses.
 *
 * fd 0 nothing, fd 1 nothing (the target's words are not ours to show), fd 2 its
 * complaints, fd 3 events or strace text. argv is an array, never a shell's line.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import type { Refusal } from '../protocol/errors.ts'
import { KILL_GRACE_MS, QUESTION_MS, STDERR_BYTES } from './limits.ts'
import { refusal } from './refusals.ts'

export type Format = 'ndjson' | 'strace'

/** A helper at work. */
export interface HelperProcess {
  /** What it writes to fd 3. */
  output: Readable
  /** Resolves once it is gone and `output` has ended: with null when it came to its own end. */
  gone: Promise<Refusal | null>
  /** SIGTERM, then SIGKILL; the helper's end is its tracees' end (PTRACE_O_EXITKILL). */
  stop(): void
}

/** Starts `path` with checked settings. The environment is not handed on. */
export function startHelper(path: string, argv: readonly string[], format: Format): HelperProcess {
  const child = spawn(path, [...argv, '--format', format, '--output', 'fd:3'], { env: {}, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] })
  const output = (child.stdio?.[3] as Readable | undefined) ?? Readable.from([])
  const words = collectWords(child)
  const gone = new Promise<Refusal | null>((resolve) => {
    child.once('error', (error) => resolve(refusal('helper_failed', `the helper could not be started: ${error.message}`, cureOf(error))))
    // With no descriptors left there are not even pipes, and no end of them.
    if (!child.stdio) return
    child.once('close', (status, signal) => resolve(refusalOf(status, signal, words())))
  })
  return { output, gone, stop: () => stop(child) }
}

function cureOf(error: NodeJS.ErrnoException): string {
  return error.code === 'EMFILE' || error.code === 'ENFILE'
    ? 'try again in a moment; raise the number of open files of the server (ulimit -n)'
    : 'build it again: npm run setup'
}

/** The output of `describe` or `check` (which looks for runtimes in PATH). Exit status 3 is an answer too: "no live runs here". */
export async function askHelper(path: string, question: 'describe' | 'check'): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(path, [question], { env: { PATH: process.env.PATH ?? '' }, timeout: QUESTION_MS, maxBuffer: 4 * 1024 * 1024 })
    return stdout
  } catch (error) {
    const { code, stdout } = error as { code?: unknown; stdout?: unknown }
    if (code === 3 && typeof stdout === 'string') return stdout
    throw error
  }
}

function collectWords(child: ChildProcess): () => string {
  let words = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    if (words.length < STDERR_BYTES) words = (words + chunk).slice(0, STDERR_BYTES)
  })
  return () => words.trim()
}

function stop(child: ChildProcess): void {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const grace = setTimeout(() => child.kill('SIGKILL'), KILL_GRACE_MS)
  child.once('exit', () => clearTimeout(grace))
}

/** The helper's exit status in words: 0 it ended, 4 a limit its own `end` event tells of. */
function refusalOf(status: number | null, signal: NodeJS.Signals | null, words: string): Refusal | null {
  if (status === 0 || status === 4) return null
  if (status === 3) return refusal('live_unavailable', words || 'tracing is not permitted here', 'run `native/build/spawnscope check`: it names the cure')
  if (status === 2) return refusal('bad_value', words || 'the helper refused its settings', 'see `native/build/spawnscope --help`')
  const how = signal ? `was ended by ${signal}` : `ended with status ${status}`
  return refusal('helper_failed', `the helper ${how}${words ? `: ${words}` : ''}`, 'try again; if it stays, build it again: npm run setup')
}
