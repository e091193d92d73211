/**
 * Starts the helper. This is the only file that knows its descriptors and exit statuses.
 *
 * fd 0 is the lease: a byte asks the helper to end, and its closing (also by the server's death) ends the whole run.
 * fd 1 is unused: the target's output is not part of the trace. fd 2 carries complaints, fd 3 events or strace text. fd 4 is there
 * only if a child waits for a person: the orders, one a line.
 * argv is an array; no shell is involved.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { Socket } from 'node:net'
import { constants } from 'node:os'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import type { Refusal } from '../../protocol/errors.ts'
import { KILL_GRACE_MS, QUESTION_MS, STDERR_BYTES } from '../limits.ts'
import { overTime, refusal } from '../refusals.ts'
import type { RunEnding } from './runEnding.ts'
import type { StartedRun, Starter } from './starter.ts'
import { sweepRun } from './sweep.ts'

/** The machine has run out of descriptors, processes or memory; the helper is not at fault. */
const SHORTAGES = new Set(['EMFILE', 'ENFILE', 'EAGAIN', 'ENOMEM'])
/** The same in the words of the supervisor, of bwrap and of the helper: strerror(3). */
const SHORT_OF = /Resource temporarily unavailable|Cannot allocate memory|Too many open files/

export type Format = 'ndjson' | 'strace'

/** What the helper writes, and whether it reads orders. */
export interface Voice {
  format: Format
  /** A person lets its child go. */
  ordered?: boolean | undefined
}

/** A running helper. */
export interface HelperProcess {
  /** What it writes to fd 3. */
  output: Readable
  /** Resolves once it is gone and `output` has ended. Null: it ended by itself. */
  gone: Promise<Refusal | null>
  /** Asks it to end, then ends it, with everything it started. */
  stop(): void
  /** Gives it an order for a child that waits. Nothing if it reads none. */
  order(line: string): void
}

/** The options that say in which format, and to which descriptor, the helper writes, and from which it reads. */
export const voice = (format: Format, ordered = false): string[] => ['--format', format, '--output', 'fd:3', ...(ordered ? ['--control', 'fd:4'] : [])]

/** Adds these options to the helper's arguments: before `--`, after which `trace` has the program and its own arguments. */
export function withVoice(argv: readonly string[], { format, ordered }: Voice): string[] {
  const program = argv.indexOf('--')
  const options = voice(format, ordered)
  return program === -1 ? [...argv, ...options] : [...argv.slice(0, program), ...options, ...argv.slice(program)]
}

/** fd 4, if the helper reads orders. */
const orders = (ordered: boolean | undefined): 'pipe'[] => (ordered ? ['pipe'] : [])

/** Starts `path` without a sandbox, with checked settings and an empty environment. SIGTERM ends it and everything it traces. */
export function startHelper(path: string, argv: readonly string[], voice: Voice): HelperProcess {
  const child = spawn(path, withVoice(argv, voice), { env: {}, stdio: ['ignore', 'ignore', 'pipe', 'pipe', ...orders(voice.ordered)] })
  // If spawn failed for want of descriptors, Node creates no streams either.
  const output = (child.stdio?.[3] as Socket | undefined) ?? new Socket()
  const control = child.stdio?.[4] as Socket | undefined
  // The helper may be gone first (EPIPE). It writes nothing here.
  control?.on('error', () => {}).resume()
  return follow({
    output,
    ended: endingOf(child, output),
    order: (line) => void control?.write(line),
    end(grace) {
      child.kill('SIGTERM')
      grace(() => child.kill('SIGKILL'))
    },
  })
}

/** A command with its sandbox, ready to start (made by sandbox/containedCommand.ts). */
export interface ContainedCommand {
  file: string
  argv: string[]
  env: Record<string, string>
  /** Every process of the run carries it, so that sweep.ts finds leftovers. */
  mark: string
  deadlineMs: number
  /** Whether the helper reads orders. */
  ordered: boolean
  /** The sandbox is built first and waits for `program`. Otherwise `argv` ends with it. */
  waits: boolean
  /** The program inside: an absolute path and arguments. */
  program: string[]
}

/**
 * Called with the reason if the sandbox of one run did not work. The run is over when it has looked whether the sandbox works for
 * others. What it returns is the refusal of the run; nothing: the run's own words are.
 */
export type SandboxSuspected = (reason: string) => Promise<Refusal> | undefined

/** A sandbox that stands and waits for its one program. */
export interface WaitingSandbox {
  /** Resolves if it ends before it is used. */
  readonly lost: Promise<void>
  /** Starts the program in it. Once only. */
  begin(program: readonly string[], failed: SandboxSuspected): HelperProcess
  /** Ends it unused. */
  drop(): void
}

/** Starts a contained command. */
export function startContained(starter: Starter, command: ContainedCommand, failed: SandboxSuspected): HelperProcess {
  const run = begun(starter, command)
  if (command.waits) run.go(command.program)
  return followContained(run, command, failed)
}

/** Builds the sandbox of a command that waits. */
export function prepareContained(starter: Starter, command: ContainedCommand): WaitingSandbox {
  const run = begun(starter, command)
  return {
    lost: run.ended.then(() => {}),
    begin(program, failed) {
      run.go(program)
      return followContained(run, command, failed)
    },
    drop: run.closeLease,
  }
}

function begun(starter: Starter, command: ContainedCommand): StartedRun {
  const run = starter.start(command)
  // If the supervisor was killed, or the starter, the helper sees the lease close. The mark finds processes that ignore it.
  void run.ended.then(({ signal, error }) => {
    if (signal !== null || error) void sweepRun(command.mark)
  })
  return run
}

function followContained(run: StartedRun, { deadlineMs }: ContainedCommand, failed: SandboxSuspected): HelperProcess {
  const { events } = run
  const closed = new Promise<void>((resolve) => {
    if (events.closed) resolve()
    else events.once('close', () => resolve())
  })
  return follow(
    {
      output: events,
      ended: run.ended.then(async (ending) => {
        await closed
        return ending
      }),
      order: (line) => void events.write(line),
      end(grace) {
        run.ask()
        grace(run.closeLease)
        // A stopped supervisor (SIGSTOP) ends nothing. Once it is killed, the helper still sees the lease close.
        grace(() => setTimeout(run.killSupervisor, KILL_GRACE_MS).unref())
      },
    },
    failed,
    deadlineMs,
  )
}

/** A started program, however it was started. */
interface Begun {
  output: Socket
  /** Resolves once it is gone and `output` has ended. */
  ended: Promise<RunEnding>
  order(line: string): void
  /** Asks it to end, and by `grace` says what to do if it does not. */
  end(grace: (force: () => void) => void): void
}

function follow({ output, ended, order, end }: Begun, failed?: SandboxSuspected, deadlineMs?: number): HelperProcess {
  let stopped = false
  let over = false
  const gone = ended.then((ending): Refusal | null | Promise<Refusal> => {
    over = true
    const { status, words, error } = ending
    if (error) {
      output.destroy()
      if (SHORTAGES.has(error.code ?? '')) return outOf(error.message)
      const own = refusal('helper_failed', `the helper could not be started: ${error.message}`, 'build it again (npm run setup), or install the package again')
      return suspected(failed, error.message, own)
    }
    const wroteEvents = output.bytesRead > 0
    const own = refusalOf(ending, deadlineMs)
    if (own && !stopped && !wroteEvents && SHORT_OF.test(words)) return outOf(words)
    if (!failed || stopped || !sandboxFailed(status, words, wroteEvents)) return own
    return suspected(
      failed,
      words,
      refusal('sandbox_failed', `the sandbox did not work: ${words}`, 'live runs pause until it does; GET /api/check has the cure'),
    )
  })
  return {
    output,
    gone,
    stop() {
      stopped = true
      if (over) return
      end((force) => {
        const grace = setTimeout(force, KILL_GRACE_MS)
        void ended.then(() => clearTimeout(grace))
      })
    },
    order: (line) => order(`${line}\n`),
  }
}

function endingOf(child: ChildProcess, output: Socket): Promise<RunEnding> {
  const stderr = collectStderr(child)
  return new Promise((resolve) => {
    child.once('error', (error) => {
      output.destroy()
      resolve({ status: null, signal: null, words: '', error })
    })
    child.once('close', (status, signal) => resolve({ status, signal: signal === null ? null : constants.signals[signal], words: stderr() }))
  })
}

async function suspected(failed: SandboxSuspected | undefined, words: string, own: Refusal): Promise<Refusal> {
  return (await failed?.(words)) ?? own
}

function outOf(words: string): Refusal {
  return refusal('too_busy', `this machine is out of descriptors, processes or memory: ${words}`, 'try again in a moment')
}

/** Recognises a failed sandbox: a status of the supervisor itself, or a message of bwrap or the helper before any event. */
function sandboxFailed(status: number | null, stderr: string, wroteEvents: boolean): boolean {
  if (wroteEvents) return false
  return status === 125 || status === 126 || status === 127 || (status === 1 && stderr.startsWith('bwrap:')) || stderr.includes('the sandbox is incomplete')
}

/** The output of `describe` or `check`; `check` looks for runtimes in PATH. Exit status 3 still comes with output: live runs are impossible. */
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

function collectStderr(child: ChildProcess): () => string {
  let stderr = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    if (stderr.length < STDERR_BYTES) stderr = (stderr + chunk).slice(0, STDERR_BYTES)
  })
  return () => stderr.trim()
}

/** Translates an exit status. 0 and 4 need no refusal: with 4 the helper's `end` event names the limit. `deadlineMs`: the supervisor's, if there was one. */
function refusalOf({ status, signal, words }: RunEnding, deadlineMs?: number): Refusal | null {
  if (status === 0 || status === 4) return null
  if (status === 3) return refusal('live_unavailable', words || 'tracing is not permitted here', 'run `npx spawnscope check`: it names the cure')
  if (status === 2) return refusal('bad_value', words || 'the helper refused its settings', 'see `npx spawnscope --help`')
  if (deadlineMs !== undefined && status === 124) return overTime(deadlineMs)
  return refusal(
    'helper_failed',
    `the helper ${howItEnded(status, signal, deadlineMs !== undefined)}${words ? `: ${words}` : ''}`,
    'try again; if it keeps failing, build it again (npm run setup), or install the package again',
  )
}

function howItEnded(status: number | null, signal: number | null, supervised: boolean): string {
  if (signal !== null) return `was ended by ${nameOf(signal)}`
  return supervised && (status ?? 0) > 128 ? `was ended by signal ${(status ?? 0) - 128}` : `ended with status ${status}`
}

function nameOf(signal: number): string {
  return Object.entries(constants.signals).find(([, number]) => number === signal)?.[0] ?? `signal ${signal}`
}
