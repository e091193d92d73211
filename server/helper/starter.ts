/**
 * The starter: one small process that starts the runs of this server (native/sandbox/supervisor/starter.c). Node would fork
 * itself for each run, with all its memory, and could do nothing else meanwhile.
 *
 * Messages go to its standard input, and its standard output reports how each run has ended. Each run has a connection besides,
 * which becomes its descriptor 3.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { Socket } from 'node:net'
import path from 'node:path'
import { STARTER_MS, STDERR_BYTES } from '../limits.ts'
import { makeOwnFolder, removeFolder } from './ownFolder.ts'
import type { RunEnding } from './runEnding.ts'
import { STARTER_MARK } from './sweep.ts'

/** A message: kind, flags, 2 unused bytes, token, length of the words (message.h), in the byte order of the machine: x86-64 and arm64 are little-endian. */
const MESSAGE_HEAD_BYTES = 12
/** A report: token, status of waitpid(2), length of the words. */
const REPORT_HEAD_BYTES = 12
/** What a connection begins with: the token of its run. */
const TOKEN_BYTES = 4
const FLAGS = { ordered: 1, waits: 2 } as const
type Kind = 's' | 'g' | '.' | 'c' | 'k'
/** The token of the first report: it listens. */
const NO_RUN = 0
/** A run's supervisor writes its mark over this word of the command line. */
const TITLE_ROOM = '-'.repeat(120)

export interface StartRequest {
  /** The supervisor's arguments. */
  argv: readonly string[]
  env: Readonly<Record<string, string>>
  /** The helper reads orders. */
  ordered: boolean
  /** Nothing begins before `go`. */
  waits: boolean
}

export interface StartedRun {
  /** What the run writes to descriptor 3. Orders go the other way. */
  events: Socket
  ended: Promise<RunEnding>
  /** Gives a waiting sandbox its program: an absolute path and arguments. */
  go(program: readonly string[]): void
  /** Asks the run to end; its helper may still write its last words. */
  ask(): void
  /** Closes the lease, which ends everything of the run. */
  closeLease(): void
  killSupervisor(): void
}

export interface Starter {
  /** Undefined before the first run, and while it could not be started. */
  readonly pid: number | undefined
  start(request: StartRequest): StartedRun
  close(): void
}

/** `supervisor`: the path of the program. Throws if the socket's folder cannot be made. A starter that has gone is started again by the next run. */
export function openStarter(supervisor: string): Starter {
  const folder = makeOwnFolder('spawnscope-starter-')
  let running: StarterProcess | undefined
  let generations = 0
  let tokens = 0

  function current(): StarterProcess {
    if (running && !running.gone) return running
    generations += 1
    running = startStarter(supervisor, path.join(folder, String(generations)))
    return running
  }

  return {
    get pid() {
      return running?.child.pid
    },
    start(request) {
      tokens = (tokens % 0xffff_ffff) + 1
      return startRun(current(), tokens, request)
    },
    close() {
      running?.child.stdin?.destroy()
      removeFolder(folder)
    },
  }
}

interface StarterProcess {
  child: ChildProcess
  socket: string
  /** Resolves when it listens. */
  ready: Promise<void>
  listening: boolean
  gone: boolean
  /** Of runs that have not ended, by token. */
  waitForEnd: Map<number, (ending: RunEnding) => void>
}

function startStarter(supervisor: string, socket: string): StarterProcess {
  const child = spawn(supervisor, ['--serve', socket, TITLE_ROOM], {
    env: { [STARTER_MARK.name]: STARTER_MARK.value },
    cwd: '/',
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const starter: StarterProcess = { child, socket, ready: Promise.resolve(), listening: false, gone: false, waitForEnd: new Map() }
  // It ends with the server, so the server does not wait for it.
  child.unref()
  for (const stream of child.stdio ?? []) {
    stream?.on('error', () => {})
    if (stream instanceof Socket) stream.unref()
  }
  starter.ready = listens(starter)
  starter.ready.catch(() => child.kill('SIGKILL'))
  return starter
}

/** Follows the reports. Resolves with the first one. Rejects with the starter's own words if it ends before. */
function listens(starter: StarterProcess): Promise<void> {
  const { child, waitForEnd } = starter
  return new Promise((resolve, reject) => {
    let words = ''
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      words = (words + chunk).slice(0, STDERR_BYTES)
    })
    const late = setTimeout(() => over(new Error(`the starter does not listen after ${STARTER_MS} ms`)), STARTER_MS)
    function over(error: Error): void {
      clearTimeout(late)
      starter.gone = true
      reject(error)
      for (const end of [...waitForEnd.values()]) end({ status: null, signal: null, words: '', error })
    }
    child.once('error', over)
    child.once('exit', () => {
      starter.gone = true
    })
    child.once('close', () => over(new Error(words.trim() || 'the starter has gone')))
    followReports(child, (token, ending) => {
      if (token === NO_RUN) {
        clearTimeout(late)
        starter.listening = true
        return resolve()
      }
      waitForEnd.get(token)?.(ending)
    })
  })
}

function followReports({ stdout }: ChildProcess, take: (token: number, ending: RunEnding) => void): void {
  let held: Buffer = Buffer.alloc(0)
  stdout?.on('data', (chunk: Buffer) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    while (held.length >= REPORT_HEAD_BYTES) {
      const whole = REPORT_HEAD_BYTES + held.readUInt32LE(8)
      if (held.length < whole) return
      take(held.readUInt32LE(0), endingOf(held.readInt32LE(4), held.toString('utf8', REPORT_HEAD_BYTES, whole).trim()))
      held = held.subarray(whole)
    }
  })
}

/** `status`: as waitpid(2) gives it. */
function endingOf(status: number, words: string): RunEnding {
  const signal = status & 0x7f
  return signal === 0 ? { status: (status >> 8) & 0xff, signal: null, words } : { status: null, signal, words }
}

function startRun(starter: StarterProcess, token: number, { argv, env, ordered, waits }: StartRequest): StartedRun {
  const events = new Socket()
  const flags = (ordered ? FLAGS.ordered : 0) | (waits ? FLAGS.waits : 0)
  const words = [...Object.entries(env).map(([name, value]) => `${name}=${value}`), '', ...argv]
  const tell = (said: Buffer): void =>
    whenListening(
      starter,
      () => void starter.child.stdin?.write(said),
      () => {},
    )
  const ended = new Promise<RunEnding>((resolve) => {
    const end = (ending: RunEnding): void => {
      starter.waitForEnd.delete(token)
      keepAlive(starter)
      resolve(ending)
    }
    const failed = (error: Error): void => end({ status: null, signal: null, words: '', error })
    starter.waitForEnd.set(token, end)
    keepAlive(starter)
    let connected = false
    events.once('connect', () => {
      connected = true
    })
    events.on('error', (error) => {
      // Later it means that the run has gone, and the starter says how.
      if (connected) return
      tell(message('c', token))
      failed(error)
    })
    whenListening(
      starter,
      () => events.connect(starter.socket).write(tokenAlone(token)),
      (error) => {
        events.destroy()
        failed(error)
      },
    )
  })
  tell(message('s', token, words, flags))
  return {
    events,
    ended,
    go(program) {
      whenListening(
        starter,
        () => void events.write(message('g', token, program)),
        () => {},
      )
      tell(message('g', token))
    },
    ask: () => tell(message('.', token)),
    closeLease: () => tell(message('c', token)),
    killSupervisor: () => tell(message('k', token)),
  }
}

/** This process does not end before its runs. Without one it does not wait for the starter. */
function keepAlive({ child, waitForEnd }: StarterProcess): void {
  const { stdout } = child
  if (!(stdout instanceof Socket)) return
  if (waitForEnd.size > 0) stdout.ref()
  else stdout.unref()
}

/** At once, if it listens already: a run should not wait for a turn of the event loop. */
function whenListening(starter: StarterProcess, act: () => void, failed: (error: Error) => void): void {
  if (starter.listening && !starter.gone) act()
  else starter.ready.then(act, failed)
}

function message(kind: Kind, token: number, words: readonly string[] = [], flags = 0): Buffer {
  const body = Buffer.from(words.map((word) => `${word}\0`).join(''))
  const head = Buffer.alloc(MESSAGE_HEAD_BYTES)
  head.write(kind, 0, 'latin1')
  head.writeUInt8(flags, 1)
  head.writeUInt32LE(token, 4)
  head.writeUInt32LE(body.length, 8)
  return Buffer.concat([head, body])
}

function tokenAlone(token: number): Buffer {
  const bytes = Buffer.alloc(TOKEN_BYTES)
  bytes.writeUInt32LE(token)
  return bytes
}
