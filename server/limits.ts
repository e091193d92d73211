/** Every number that stops something from growing, its unit in its name. */

/** A run as a whole, over and above the helper's own --timeout: it must end first. */
export const RUN_WALL_MS = 12_000
/** What one run may write. */
export const RUN_BYTES = 16 * 1024 * 1024
export const RUN_EVENTS = 100_000
/** One line of the helper. */
export const LINE_BYTES = 64 * 1024
/** What is kept of the helper's words on standard error. */
export const STDERR_BYTES = 4 * 1024
/** Between SIGTERM and SIGKILL for a helper that is to stop. */
export const KILL_GRACE_MS = 500
/** Runs at the same time, all clients together. */
export const RUNS_AT_ONCE = 8
/** A request body, and a message on the socket. */
export const BODY_BYTES = 4 * 1024
/** A frame past this is not even read: the socket closes with 1009. */
export const FRAME_BYTES = 64 * 1024
/** Events leave in batches, this often at the latest. */
export const BATCH_MS = 16
export const BATCH_EVENTS = 500
/** Past this much unsent, reading from the helper pauses; below half of it, it goes on. */
export const SOCKET_UNSENT_BYTES = 1024 * 1024
export const SOCKETS = 400
export const HEARTBEAT_MS = 20_000
/** How long open sockets may take to leave when the server stops. */
export const SHUTDOWN_MS = 2_000
/** For `describe` and `check`, which answer in a few ms. */
export const QUESTION_MS = 5_000
/** A measurement over POST /api/bench: its time, its memory, and how many may wait for their turn. */
export const BENCH_WALL_MS = 120_000
export const BENCH_MEMORY_MB = 2048
export const BENCH_CELLS = 256
export const BENCH_QUEUE = 8
