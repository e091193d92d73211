/**
 * The starter: one small process that starts the runs of this server (native/sandbox/supervisor/starter.c). Node would fork
 * itself for each run, with all its memory, and could do nothing else meanwhile.
 *
 * Each run has two connections to it: one becomes the run's descriptor 3, the other leads the run and reports its end.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { Socket } from 'node:net'
import path from 'node:path'
import { STARTER_MS, STDERR_BYTES } from '../limits.ts'
import { makeOwnFolder, removeFolder } from './ownFolder.ts'
import type { RunEnding } from './runEnding.ts'
import { OWN_ID } from './sweep.ts'

/** A message's head: kind, flags, 2 unused bytes, token, length of the body (message.h), in the byte order of the machine: x86-64 and arm64 are little-endian. */
const HEAD_BYTES = 12
const FLAGS = { ordered: 1, waits: 2 } as const
const STATUS_BYTES = 4
type Kind = 'e' | 's' | 'g' | '.' | 'c' | 'k'
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
      tokens = (tokens + 1) >>> 0
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
}

function startStarter(supervisor: string, socket: string): StarterProcess {
  const child = spawn(supervisor, ['--serve', socket, TITLE_ROOM], { env: { SPAWNSCOPE_RUN: `${OWN_ID}-0` }, cwd: '/', stdio: ['pipe', 'pipe', 'pipe'] })
  const starter: StarterProcess = { child, socket, ready: listens(child), listening: false, gone: false }
  const gone = (): void => {
    starter.gone = true
  }
  child.once('exit', gone).once('error', gone)
  // It ends with the server, so the server does not wait for it.
  child.unref()
  for (const stream of child.stdio ?? []) {
    stream?.on('error', () => {})
    if (stream instanceof Socket) stream.unref()
  }
  starter.ready.then(
    () => {
      starter.listening = true
    },
    () => {
      starter.gone = true
      child.kill('SIGKILL')
    },
  )
  return starter
}

/** Resolves when the starter has said its first byte. Rejects with its own words if it ends before. */
function listens(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let words = ''
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      words = (words + chunk).slice(0, STDERR_BYTES)
    })
    const late = setTimeout(() => reject(new Error(`the starter does not listen after ${STARTER_MS} ms`)), STARTER_MS)
    const over = (error: Error): void => {
      clearTimeout(late)
      reject(error)
    }
    child.once('error', over)
    child.once('close', () => over(new Error(words.trim() || 'the starter has ended')))
    child.stdout?.once('data', () => {
      clearTimeout(late)
      resolve()
    })
  })
}

function startRun(starter: StarterProcess, token: number, { argv, env, ordered, waits }: StartRequest): StartedRun {
  const [events, lead] = [new Socket(), new Socket()]
  const words = [...Object.entries(env).map(([name, value]) => `${name}=${value}`), '', ...argv]
  const flags = (ordered ? FLAGS.ordered : 0) | (waits ? FLAGS.waits : 0)
  let fault: Error | undefined
  for (const socket of [events, lead])
    socket.on('error', (error) => {
      fault ??= error
    })
  whenListening(
    starter,
    () => {
      events.connect(starter.socket).write(message('e', token))
      lead.connect(starter.socket).write(message('s', token, words, flags))
    },
    (error) => {
      events.destroy(error)
      lead.destroy(error)
    },
  )
  const tell = (kind: Kind, said: readonly string[] = []): void =>
    whenListening(
      starter,
      () => {
        if (lead.writable) lead.write(message(kind, token, said))
      },
      () => {},
    )
  return {
    events,
    ended: ending(lead, () => fault),
    go: (program) => tell('g', program),
    ask: () => tell('.'),
    closeLease: () => tell('c'),
    killSupervisor: () => tell('k'),
  }
}

/** At once, if it listens already: a run should not wait for a turn of the event loop. */
function whenListening(starter: StarterProcess, act: () => void, failed: (error: Error) => void): void {
  if (starter.listening) act()
  else starter.ready.then(act, failed)
}

function message(kind: Kind, token: number, words: readonly string[] = [], flags = 0): Buffer {
  const body = Buffer.from(words.map((word) => `${word}\0`).join(''))
  const head = Buffer.alloc(HEAD_BYTES)
  head.write(kind, 0, 'latin1')
  head.writeUInt8(flags, 1)
  head.writeUInt32LE(token, 4)
  head.writeUInt32LE(body.length, 8)
  return Buffer.concat([head, body])
}

/** What the starter reports when the run's supervisor has ended: the status of waitpid(2), then words. Nothing, if the starter itself has gone. */
function ending(lead: Socket, fault: () => Error | undefined): Promise<RunEnding> {
  const chunks: Buffer[] = []
  lead.on('data', (chunk: Buffer) => chunks.push(chunk))
  return new Promise((resolve) => {
    lead.once('close', () => {
      const said = Buffer.concat(chunks)
      if (said.length < STATUS_BYTES) return resolve({ status: null, signal: null, words: '', error: fault() ?? new Error('the starter has gone') })
      const status = said.readInt32LE(0)
      const signal = status & 0x7f
      resolve({ status: signal === 0 ? (status >> 8) & 0xff : null, signal: signal === 0 ? null : signal, words: said.toString('utf8', STATUS_BYTES).trim() })
    })
  })
}
