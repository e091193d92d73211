/**
 * Every number that bounds something, with its unit in its name. The first part is fixed. The environment can
 * set the table below it, `SPAWNSCOPE_` before the name (docs/operating/README.md, Limits).
 */
import { availableParallelism, freemem } from 'node:os'

/** One line of the helper. */
export const LINE_BYTES = 64 * 1024
/** How much of the helper's standard error the server stores. */
export const STDERR_BYTES = 4 * 1024
/** Between SIGTERM and SIGKILL when the server stops a helper. */
export const KILL_GRACE_MS = 500
/** How long the starter may take until it listens. It takes a few, but a machine may be busy. */
export const STARTER_MS = 20_000
/** A request body, and a message on the socket. The longest is a run of a visitor's program with its arguments and its input. */
export const BODY_BYTES = 16 * 1024
/** A program of a visitor: 32 KiB of files, and what JSON makes of their line ends and quotes. */
export const OWN_BODY_BYTES = 80 * 1024
/** Programs of visitors: how many wait for a compiler (server/own/ownPrograms.ts), of these of one address, and the bytes of all that are compiled. */
export const COMPILES_WAITING = 50
export const COMPILES_WAITING_PER_ADDRESS = 40
export const OWN_STORE_BYTES = 512 * 1024 * 1024
/** The period of the limits that say "in a minute". */
export const COMPILE_PERIOD_S = 60
/** How long the recording of a visitor's program lives. */
export const OWN_RECORDING_MS = 24 * 60 * 60 * 1000
/** A longer frame is not even read: the socket closes with 1009. */
export const FRAME_BYTES = 64 * 1024
/** Fragments of one message. With more the socket closes with 1008. */
export const FRAGMENTS = 64
/** Events leave in batches, at the latest after this time. */
export const BATCH_MS = 16
export const BATCH_EVENTS = 500
/** A socket with more unsent bytes than this gets nothing more until it has read. */
export const SOCKET_UNSENT_BYTES = 256 * 1024
/** The server sends queue positions at most this often, and only those that changed. */
export const POSITIONS_MS = 200
/** How long open sockets may take to close when the server stops. */
export const SHUTDOWN_SOCKETS_MS = 500
/** For `describe` and `check`, which answer in a few ms. */
export const QUESTION_MS = 5_000
/** A measurement over POST /api/bench: its time, its memory, and how many may wait for their turn. */
export const BENCH_WALL_MS = 120_000
export const BENCH_MEMORY_MB = 2048
export const BENCH_CELLS = 256
export const BENCH_QUEUE = 8
/** Of a socket's own runs (RUNS_PER_SOCKET, protocol/messages.ts), those whose child waits for a person. Nobody lets two go at once. */
export const HELD_PER_SOCKET = 1
/** Runs of others that one socket watches at the same time. */
export const WATCHES = 8
/** Ended runs whose watch id is still known. */
export const ENDED_RUNS = 2_000
/** Memory that the server counts for a run, in addition to what the run asks for. */
export const RUN_BASE_MB = 16
/** Of MEMORY_MB, what one address leaves to the others: some small runs. */
export const LEFT_TO_OTHERS_MB = 6 * RUN_BASE_MB
/** A run is known to take long if one with its settings was at work this long, also on a busy machine. */
export const SLOW_RUN_MS = 2_000
/** It is known, too, if its child is held this long, or if it asks for a longer --timeout. */
export const SLOW_HOLD_MS = 500
export const SLOW_TIMEOUT_MS = 5_000
/** How long a child waits at most for a person to let it go. The helper keeps the same limit. */
export const HELD_MS = 60_000
/** The settings of so many slow runs are remembered. */
export const SLOW_RUNS = 500
/** The share of a Redis's maxmemory that recordings may take. */
export const REDIS_SHARE = 0.6
/** What a recording may have beyond what its run wrote: gaps, a refusal. A larger file is none. */
export const RECORDING_MORE_BYTES = 64 * 1024 * 1024
/** How long a Redis may take to answer. After that it counts as gone until it answers again. */
export const REDIS_MS = 2_000
/** How long another server may take to answer that it has a run. */
export const SHARED_ANSWER_MS = 1_000
/** How long the feed of a recording stays if nobody begins to read it. */
export const REPLAY_UNREAD_MS = 1_000
/** How much of a stranger's text goes into one line of the log. */
export const LOGGED_CHARS = 200
/** How long a client may take to send its headers, then its whole request, and how many headers. */
export const HEADERS_MS = 5_000
export const REQUEST_MS = 10_000
export const HEADERS_COUNT = 64
/** Requests on one connection, one after the other. Then the server closes it, and the client opens another. */
export const REQUESTS_PER_CONNECTION = 1_000
/** As how many files a page counts: each answer has a nonce of its own and is compressed for it. */
export const PAGE_WEIGHT = 10

/** Typed codes of classes (server/rooms/codeGate.ts): wrong ones that a socket may send; those of an address, and of all, in CODE_PERIOD_S. */
export const WRONG_CODES_PER_SOCKET = 5
export const WRONG_CODES_PER_ADDRESS = 200
export const WRONG_CODES = 2_000
export const CODE_PERIOD_S = 300
/** How many wait in one line for their turn. The next is told to use the QR code. */
export const CODE_LINE_LENGTH = 100
/** Walls of one class. */
export const SCREENS_PER_ROOM = 8
/** Browsers of one seat, for example a phone and a laptop. One more replaces the oldest. */
export const SEAT_SOCKETS = 2
/** New seats that a class deals in a second; the others wait for up to NEW_SEAT_WAIT_MS. Re-entry never waits. */
export const NEW_SEATS_PER_S = 100
export const NEW_SEAT_WAIT_MS = 2_000
/** Votes so far go to the teacher this often at most; counts and rows of seats every second. */
export const TALLY_MS = 250
export const COUNT_MS = 1_000
/** The teacher's cursor goes to everybody this often at most; half as often in a large class. */
export const POINT_MS = 100
export const LARGE_CLASS = 300
/** How often a server says again who is there, and looks for classes that are over. */
export const PRESENCE_MS = 5_000
/** An act that meets another at the same moment is decided again so many times. */
export const ACT_TRIES = 3
/** How long the results of a finished class stay. */
export const ROOM_RESULTS_MS = 60 * 60 * 1000
/** The share of the sockets in use from which the teacher is told. */
export const CROWDED = 0.8

/** The supervisor's deadline as a share of RUN_WALL_MS: after the helper's --timeout, before the server's own. */
export const SUPERVISOR_SHARE = 5 / 6
/** The supervisor's deadline for a trial run, and by default. */
export const SUPERVISOR_MS = 10_000
/** Between a failure of the sandbox and the next trial run. */
export const PROBE_AGAIN_MS = 3_000
/** What a run's control group allows beyond the memory and threads that the run asked for. */
export const CGROUP_MEMORY_MB = 256
export const CGROUP_PROCESSES = 24
/** In percent of one processor. */
export const CGROUP_CPU_PERCENT = 100
/** How long a trial run may take, at start and after a failure. */
export const PROBE_MS = 5_000

interface Limit {
  value: number
  min: number
  max: number
  /** What it bounds. The message about a bad value and the manual show it. */
  says: string
}

const MB = 1024 * 1024
const HOUR = 60 * 60 * 1000
const cores = availableParallelism()

/** What a teacher or an operator may want to change. A test keeps docs/operating/README.md equal to it. */
export const LIMIT_TABLE = {
  RUNS_AT_ONCE: limit(6 * cores, 1, 2_048, 'runs at the same time, all addresses together (6 a core)'),
  RUNS_AT_ONCE_PER_ADDRESS: limit(thirdOf(6 * cores), 1, 2_048, 'of these, runs of one address (a third of them), so that others never wait for its longest'),
  SANDBOXES_WAITING: limit(4, 0, 64, 'sandboxes that are built before anybody asks, so that a run begins at once; each is used once'),
  RUNS_WAITING: limit(400, 0, 10_000, 'runs in the queue; the server refuses one more with too_busy'),
  RUNS_WAITING_PER_ADDRESS: limit(250, 1, 10_000, 'of these, runs of one address'),
  RUNS_HELD: limit(48, 0, 2_048, 'runs whose child waits for a person to let it go, for 60 s at most; the server refuses one more with too_busy'),
  RUNS_HELD_PER_ADDRESS: limit(36, 0, 2_048, 'of these, runs of one address'),
  // The Lab's grid asks for one run of each strategy and target.
  RUNS_PER_CLIENT: limit(100, 1, 100_000, 'runs that a socket may ask for in 10 s (over HTTP: an address)'),
  RUNS_PER_ADDRESS: limit(1_000, 1, 1_000_000, 'runs that all clients of one address may ask for in 10 s, over all servers that share a Redis'),
  COMPILES_PER_CLIENT: limit(6, 1, 100_000, 'programs that one browser may have compiled in a minute; one that is compiled already costs nothing'),
  COMPILES_PER_ADDRESS: limit(60, 1, 1_000_000, 'programs that all browsers of one address may have compiled in a minute, over all servers that share a Redis'),
  MESSAGES_PER_SOCKET: limit(100, 10, 100_000, 'messages of one socket in 10 s; at twice as many the server closes it with 1008'),
  REQUESTS_PER_ADDRESS: limit(3_000, 10, 1_000_000, 'requests to /api of one address in 10 s'),
  // A page fetches up to 36 files, and 200 browsers of a school may open it together.
  FILES_PER_ADDRESS: limit(10_000, 100, 1_000_000, 'files of the page that one address may fetch in 10 s; the page itself counts as ten'),
  SOCKETS: limit(400, 1, 20_000, 'open sockets; the server refuses one more with 503'),
  SOCKETS_PER_ADDRESS: limit(250, 1, 20_000, 'open sockets of one address (a school behind one router has one)'),
  ROOMS_AT_ONCE: limit(100, 0, 10_000, 'classes at the same time; the server refuses one more with rooms_full'),
  ROOMS_PER_ADDRESS: limit(10, 1, 10_000, 'classes that one address may open in 10 minutes'),
  SEATS_PER_ROOM: limit(1_000, 1, 10_000, 'seats of one class; the server refuses one more with room_full'),
  ROOM_IDLE_MS: limit(2 * HOUR, 1_000, 48 * HOUR, 'how long a class stays with nobody in it'),
  ROOM_LIFE_MS: limit(12 * HOUR, 1_000, 48 * HOUR, 'how long a class stays at most'),
  RUN_WALL_MS: limit(12_000, 100, 120_000, 'one run from its start, over and above its own --timeout'),
  RUN_EVENTS: limit(100_000, 100, 1_000_000, 'events of one run'),
  RUN_BYTES: limit(16 * MB, 64 * 1024, 256 * MB, 'bytes that one run may write'),
  MEMORY_MB: limit(
    Math.max(256, Math.min(8_192, Math.floor(freemem() / MB / 2))),
    64,
    1_048_576,
    'memory that all runs together may ask for (half of the free memory, at most 8 GB)',
  ),
  VIEWER_STALL_MS: limit(10_000, 100, 600_000, 'how long a viewer may read nothing while something waits for it; then the server closes it with 4008'),
  HEARTBEAT_MS: limit(20_000, 100, 600_000, 'between two pings; the server ends a socket that misses two'),
  RECORDINGS_BYTES: limit(1024 * MB, MB, 1_000_000 * MB, 'bytes of all stored recordings; the oldest that is not pinned goes first'),
  SHUTDOWN_RUNS_MS: limit(3_000, 0, 60_000, 'how long running runs may take to end when the server stops; then it ends them'),
} satisfies Record<string, Limit>

export type LimitName = keyof typeof LIMIT_TABLE
export type Limits = Readonly<Record<LimitName, number>>

/** The period of every limit that says "in 10 s". */
export const PERIOD_S = 10

/** The limits with the environment's values. Throws an Error that names the variable and the cure. */
export function readLimits(env: NodeJS.ProcessEnv): Limits {
  const names = Object.keys(LIMIT_TABLE) as LimitName[]
  const values = names.map((name) => [name, checked(name, env[`SPAWNSCOPE_${name}`])])
  const limits = Object.fromEntries(values) as Record<LimitName, number>
  if (env.SPAWNSCOPE_RUNS_AT_ONCE_PER_ADDRESS === undefined) limits.RUNS_AT_ONCE_PER_ADDRESS = thirdOf(limits.RUNS_AT_ONCE)
  return limits
}

function checked(name: LimitName, given: string | undefined): number {
  const { value, min, max, says } = LIMIT_TABLE[name]
  if (given === undefined) return value
  const number = Number(given)
  if (/^\d{1,15}$/.test(given) && number >= min && number <= max) return number
  throw new Error(
    `SPAWNSCOPE_${name} is ${JSON.stringify(given.slice(0, 40))}: give a whole number from ${min} to ${max}, for example SPAWNSCOPE_${name}=${value} (${says})`,
  )
}

function limit(value: number, min: number, max: number, says: string): Limit {
  return { value, min, max, says }
}

/** At least 1, and never all of several. */
function thirdOf(runs: number): number {
  return Math.max(1, Math.floor(runs / 3))
}
