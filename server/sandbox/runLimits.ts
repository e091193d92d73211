/** The limits of one run: setrlimit(2). The supervisor sets them before the helper starts, so they hold whatever the helper becomes. Pure. */

/** 'user': the kernel counts all processes of the user together, so it is set inside the run's own user namespace. */
export interface Limit {
  name: 'as' | 'fsize' | 'cpu' | 'nofile' | 'core' | 'memlock' | 'stack' | 'nproc' | 'msgqueue' | 'sigpending'
  value: number
  countedBy: 'process' | 'user'
}

const MB = 1024 * 1024
/** In addition to the memory that was asked for: program, libc, stacks. */
const SPARE_MB = 256
/** A thread's stack as the libc maps it, with its guard page. */
const THREAD_MB = 9
/** A real runtime maps far more memory than it touches. */
const PROGRAM_MB = 4096
/** For the host, its child and the tasks of an experiment. */
const SPARE_PROCESSES = 24
/** At levels 1 and 2 all runs have the same user, and the kernel counts them together. */
const PROCESSES_OF_ALL_RUNS = 2_048

export interface RunAsked {
  level: number
  view: 'strategies' | 'specimens'
  deadlineMs: number
  memoryMb?: number | undefined
  threads?: number | undefined
  /** Whether nothing else on this machine belongs to the user of the runs. */
  userOfItsOwn: boolean
}

export function limitsOfRun({ level, view, deadlineMs, memoryMb = 0, threads = 0, userOfItsOwn }: RunAsked): Limit[] {
  const limit = (name: Limit['name'], value: number, countedBy: Limit['countedBy'] = 'process'): Limit => ({ name, value, countedBy })
  const processes = level >= 3 ? threads + SPARE_PROCESSES : PROCESSES_OF_ALL_RUNS
  return [
    limit('as', (view === 'strategies' ? memoryMb + SPARE_MB + threads * THREAD_MB : PROGRAM_MB) * MB),
    limit('fsize', MB),
    // By process, and the threads that were asked for count all the time. A last bound, in case the clock fails.
    limit('cpu', (Math.ceil(deadlineMs / 1000) + 1) * (threads + 2) + 10),
    limit('nofile', 64),
    limit('core', 0),
    limit('stack', 8 * MB),
    limit('memlock', 0, 'user'),
    limit('msgqueue', 0, 'user'),
    limit('sigpending', 1024, 'user'),
    // Where the runs share a user with others, it would count those too.
    ...(level >= 3 || userOfItsOwn ? [limit('nproc', processes, 'user')] : []),
  ]
}

/** What a compiler may use. Rust and Go map far more than they touch, and Go's linker writes a program in one piece. */
const COMPILER = { processes: 64, memoryMb: 8_192, fileMb: 64, files: 256 }
/** Seconds on a processor, of one process of it. */
export const COMPILER_CPU_S = 20

/** Its control group allows 1 GB, its /tmp included, and 64 processes: cgroup.ts doubles the memory, and adds to both. */
export const COMPILER_GROUP = { memoryMb: 384, threads: 40 }

export function limitsOfCompiler(): Limit[] {
  const limit = (name: Limit['name'], value: number, countedBy: Limit['countedBy'] = 'process'): Limit => ({ name, value, countedBy })
  return [
    limit('as', COMPILER.memoryMb * MB),
    limit('fsize', COMPILER.fileMb * MB),
    limit('cpu', COMPILER_CPU_S),
    limit('nofile', COMPILER.files),
    limit('core', 0),
    limit('stack', 8 * MB),
    limit('memlock', 0, 'user'),
    limit('msgqueue', 0, 'user'),
    limit('sigpending', 1024, 'user'),
    limit('nproc', COMPILER.processes, 'user'),
  ]
}

/** As the supervisor takes them. */
export function limitArguments(limits: readonly Limit[]): string[] {
  return limits.flatMap(({ name, value }) => ['--limit', `${name}=${value}`])
}
