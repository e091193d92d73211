/**
 * The only file that knows how the helper is started: its descriptors, its exit statuses.
 *
 * fd 0 the lease: a byte asks it to come to its end, and when it closes (also by the server's death) all is
 * ended. fd 1 nothing (the target's words are not ours to show), fd 2 its complaints, fd 3 events or strace
 * text. argv is an array, never a shell's line.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import type { Refusal } from '../../protocol/errors.ts'
import { KILL_GRACE_MS, QUESTION_MS, STDERR_BYTES } from '../limits.ts'
import { overTime, refusal } from '../refusals.ts'
import { sweepRun } from './sweep.ts'

/** Of descriptors, processes, memory: no fault of the helper's. */
const SHORTAGES = new Set(['EMFILE', 'ENFILE', 'EAGAIN', 'ENOMEM'])

export type Format = 'ndjson' | 'strace'

/** A helper at work. */
export interface HelperProcess {
  /** What it writes to fd 3. */
  output: Readable
  /** Resolves once it is gone and `output` has ended: with null when it came to its own end. */
  gone: Promise<Refusal | null>
  /** It is asked to end, then ended, with all it started. */
  stop(): void
}

/** The options that say where the helper's voice goes. */
export const voice = (format: Format): string[] => ['--format', format, '--output', 'fd:3']

/** The helper's arguments with them: before the program of `trace`, whose own words follow. */
export function withVoice(argv: readonly string[], format: Format): string[] {
  const program = argv.indexOf('--')
  return program === -1 ? [...argv, ...voice(format)] : [...argv.slice(0, program), ...voice(format), ...argv.slice(program)]
}

/** Starts `path` as it is, with checked settings. The environment is not handed on. SIGTERM ends it, and its end is its tracees' end. */
export function startHelper(path: string, argv: readonly string[], format: Format): HelperProcess {
  const child = spawn(path, withVoice(argv, format), { env: {}, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] })
  return follow(child, (grace) => {
    child.kill('SIGTERM')
    grace(() => child.kill('SIGKILL'))
  })
}

/** A program and the walls around it, ready to be started (sandbox/command.ts makes it). */
export interface ContainedCommand {
  file: string
  argv: string[]
  env: Record<string, string>
  /** Every process of the run carries it, so that sweep.ts finds what is left of one. */
  mark: string
  deadlineMs: number
}

/** Starts a contained command. `failed` hears when it was the sandbox that did not work. */
export function startContained(command: ContainedCommand, failed: (words: string) => void): HelperProcess {
  const child = spawn(command.file, command.argv, { env: command.env, cwd: '/', stdio: ['pipe', 'ignore', 'pipe', 'pipe'] })
  // The other end may be gone before us.
  child.stdin?.on('error', () => {})
  const close = (): void => void child.stdin?.destroy()
  // If the supervisor was shot, the helper learns it from the lease; whoever does not listen is found by the mark.
  child.once('exit', (_, signal) => {
    close()
    if (signal !== null) void sweepRun(command.mark)
  })
  return follow(
    child,
    (grace) => {
      child.stdin?.write('.')
      grace(close)
      // A supervisor that was stopped (SIGSTOP) ends nothing; without it the helper still hears of the lease.
      grace(() => setTimeout(() => child.kill('SIGKILL'), KILL_GRACE_MS).unref())
    },
    failed,
    command.deadlineMs,
  )
}

function follow(child: ChildProcess, end: (grace: (force: () => void) => void) => void, failed?: (words: string) => void, deadlineMs?: number): HelperProcess {
  // Where there was no descriptor left to start it with, Node makes no streams either.
  const output = (child.stdio?.[3] as Socket | undefined) ?? new Socket()
  const words = collectWords(child)
  let stopped = false
  const gone = new Promise<Refusal | null>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      output.destroy()
      if (SHORTAGES.has(error.code ?? '')) return resolve(refusal('too_busy', `this machine is short of something: ${error.message}`, 'try again in a moment'))
      failed?.(error.message)
      resolve(refusal('helper_failed', `the helper could not be started: ${error.message}`, 'build it again: npm run setup'))
    })
    child.once('close', (status, signal) => {
      if (failed && !stopped && sandboxFailed(status, words(), output.bytesRead > 0)) {
        failed(words())
        resolve(refusal('sandbox_failed', `the sandbox did not work: ${words()}`, 'live runs pause until it does; GET /api/check has the cure'))
      } else resolve(refusalOf(status, signal, words(), deadlineMs))
    })
  })
  return {
    output,
    gone,
    stop() {
      stopped = true
      if (child.exitCode !== null || child.signalCode !== null) return
      end((force) => {
        const grace = setTimeout(force, KILL_GRACE_MS)
        child.once('exit', () => clearTimeout(grace))
      })
    },
  }
}

/** The supervisor's own statuses, or bwrap's own words before the helper had any. */
function sandboxFailed(status: number | null, words: string, spoke: boolean): boolean {
  if (spoke) return false
  return status === 125 || status === 126 || status === 127 || (status === 1 && words.startsWith('bwrap:')) || words.includes('the sandbox is incomplete')
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

/** The helper's exit status in words: 0 it ended, 4 a limit its own `end` event tells of. `deadlineMs`: of its supervisor, where it had one. */
function refusalOf(status: number | null, signal: NodeJS.Signals | null, words: string, deadlineMs?: number): Refusal | null {
  if (status === 0 || status === 4) return null
  if (status === 3) return refusal('live_unavailable', words || 'tracing is not permitted here', 'run `native/build/spawnscope check`: it names the cure')
  if (status === 2) return refusal('bad_value', words || 'the helper refused its settings', 'see `native/build/spawnscope --help`')
  if (deadlineMs !== undefined && status === 124) return overTime(deadlineMs)
  return refusal(
    'helper_failed',
    `the helper ${howItEnded(status, signal, deadlineMs !== undefined)}${words ? `: ${words}` : ''}`,
    'try again; if it stays, build it again: npm run setup',
  )
}

function howItEnded(status: number | null, signal: NodeJS.Signals | null, supervised: boolean): string {
  if (signal) return `was ended by ${signal}`
  return supervised && (status ?? 0) > 128 ? `was ended by signal ${(status ?? 0) - 128}` : `ended with status ${status}`
}
