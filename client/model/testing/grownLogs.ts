/**
 * Logs of any length, made without a kernel: many children one after another, at once, or each the maker of the next, threads,
 * calls and signals. And logs of chance, to compare a fast pass with a slow one. They are not runs that could have happened.
 */
import type { TraceEvent } from '../../../protocol/events.ts'
import { PHASES } from '../../../protocol/phases.ts'
import { seededNumbers } from '../../../protocol/seededRandom.ts'
import { PROTOCOL_VERSION } from '../../../protocol/version.ts'

type Kind = TraceEvent['kind']
type Parts<K extends Kind> = Omit<Extract<TraceEvent, { kind: K }>, 'seq' | 'ns' | 'phase' | 'step' | 'kind' | 'task' | 'pid'>

const PID = 1000
const LONGEST_NS = 5000
const VFORK = ['CLONE_VM', 'CLONE_VFORK']
const THREAD = ['CLONE_VM', 'CLONE_FILES', 'CLONE_SIGHAND', 'CLONE_THREAD']

class GrownLog {
  readonly events: TraceEvent[] = []
  #ns = 0
  readonly #below: (below: number) => number

  constructor(below = seededNumbers(1)) {
    this.#below = below
    this.add('hello', 0, {
      ...{ version: PROTOCOL_VERSION, helper: 'grown', strategy: null, edition: null, argv: ['grown'], kernel: '', libc: '', arch: '' },
      ...{ uid: 0, sandbox: 'none', pinned: false },
    })
  }

  add<K extends Kind>(kind: K, task: number, parts: Parts<K>, phase: TraceEvent['phase'] = null): void {
    this.#ns += 1 + this.#below(LONGEST_NS)
    const pid = kind === 'create' || kind === 'memory' || task === 0 ? {} : { pid: PID + task }
    this.events.push({ seq: this.events.length, ns: this.#ns, phase, step: null, kind, task, ...pid, ...parts } as unknown as TraceEvent)
  }

  enter(task: number, call: string, args: string[] = []): void {
    this.add('enter', task, { call, args })
  }

  leave(task: number, call: string, result: string, args: string[] = []): void {
    this.add('leave', task, { call, args, result, error: null })
  }

  call(task: number, call: string, result: string, args: string[] = []): void {
    this.enter(task, call, args)
    this.leave(task, call, result, args)
  }

  create(task: number, child: number, call: string, flags: readonly string[]): void {
    const memory = flags.includes('CLONE_VM')
    this.add('create', task, {
      ...{ child, call, flags: [...flags], exit_signal: flags.includes('CLONE_THREAD') ? null : 'SIGCHLD' },
      shares: { memory, files: false, fs: false, handlers: false },
      ...{ stack: memory ? 'same' : 'copied', child_pid: PID + child, by: 'kcmp', suspends: flags.includes('CLONE_VFORK') },
      ...{ parent_sp: '0x0', child_sp: '0x0', page_tables_kb: null },
    })
  }

  exit(task: number): void {
    this.add('exit', task, { status: 0, signal: null, core: false })
  }

  sigchld(task: number, child: number): void {
    const info = `{si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=${PID + child}, si_uid=0, si_status=0, si_utime=0, si_stime=0}`
    this.add('signal', task, { signal: 'SIGCHLD', how: 'delivered', info })
  }

  end(): TraceEvent[] {
    this.add('end', 0, { outcome: 'traced', why: '', stops: this.events.length })
    return this.events
  }
}

const tasksFrom2 = (count: number): number[] => Array.from({ length: count }, (_, n) => n + 2)

export const LOGS: Readonly<Record<string, (count: number) => TraceEvent[]>> = {
  'children one after another': (count) => {
    const log = new GrownLog()
    for (const child of tasksFrom2(count)) {
      log.enter(1, 'vfork')
      log.create(1, child, 'vfork', VFORK)
      log.add('suspend', 1, { child, state: 'D (disk sleep)', wchan: 'kernel_clone' })
      log.call(child, 'execve', '0', ['"/bin/a"', '["a"]', '0x0'])
      log.add('exec', child, { former_pid: PID + child, path: '/bin/a' })
      log.add('resume', 1, { child, ended_by: 'exec' })
      log.leave(1, 'vfork', String(PID + child))
      log.enter(child, 'exit_group', ['0'])
      log.exit(child)
      log.sigchld(1, child)
      log.call(1, 'wait4', String(PID + child), ['-1', 'NULL', '0', 'NULL'])
    }
    return log.end()
  },
  'children at once': (count) => {
    const log = new GrownLog()
    const children = tasksFrom2(count)
    for (const child of children) {
      log.enter(1, 'vfork')
      log.create(1, child, 'vfork', VFORK)
      log.leave(1, 'vfork', String(PID + child))
    }
    for (const child of children) log.enter(child, 'read', ['0'])
    for (const child of children) log.leave(child, 'read', '0', ['0', '""', '1'])
    for (const child of children) log.call(child, 'execve', '0', ['"/bin/a"', '["a"]', '0x0'])
    for (const child of children) log.add('exec', child, { former_pid: PID + child, path: '/bin/a' })
    for (const child of children) log.exit(child)
    for (const child of children) log.sigchld(1, child)
    return log.end()
  },
  'each child the maker of the next': (count) => {
    const log = new GrownLog()
    for (const child of tasksFrom2(count)) {
      log.enter(child - 1, 'fork')
      log.create(child - 1, child, 'fork', [])
      log.leave(child - 1, 'fork', String(PID + child))
    }
    for (const child of tasksFrom2(count).toReversed()) {
      log.exit(child)
      log.sigchld(child - 1, child)
    }
    return log.end()
  },
  threads: (count) => {
    const log = new GrownLog()
    const threads = tasksFrom2(count)
    for (const thread of threads) {
      log.enter(1, 'clone3', ['{flags=CLONE_VM|CLONE_THREAD}', '88'])
      log.create(1, thread, 'clone3', THREAD)
      log.leave(1, 'clone3', String(PID + thread), ['{flags=CLONE_VM|CLONE_THREAD}', '88'])
    }
    for (const thread of threads) log.enter(thread, 'futex', ['0x7f10', 'FUTEX_WAIT', '1', 'NULL'])
    for (const thread of threads) log.leave(thread, 'futex', '0', ['0x7f10', 'FUTEX_WAIT', '1', 'NULL'])
    for (const thread of threads) log.exit(thread)
    return log.end()
  },
  'calls of one child': (count) => {
    const log = new GrownLog()
    log.enter(1, 'fork')
    log.create(1, 2, 'fork', [])
    log.leave(1, 'fork', String(PID + 2))
    for (let n = 0; n < 4 * count; n += 1) log.call(2, n % 2 === 0 ? 'read' : 'close', '0', ['3'])
    return log.end()
  },
  'signals that wait': (count) => {
    const log = new GrownLog()
    log.create(1, 2, 'fork', [])
    log.add('note', 2, { code: 'waiting', text: 'child-start 60000' })
    for (let n = 0; n < count; n += 1) {
      log.add('signal', 2, { signal: 'SIGUSR1', how: 'generated', info: 'child-start' })
      log.add('signal', 2, { signal: 'SIGUSR1', how: 'pending', info: '' })
    }
    for (let n = 0; n < count; n += 1) log.add('signal', 2, { signal: 'SIGUSR1', how: 'delivered', info: '' })
    return log.end()
  },
}

const CALLS = ['read', 'close', 'execve', 'vfork', 'rt_sigaction', 'wait4']
const SIGNALS = ['SIGUSR1', 'SIGCHLD', 'SIGINT']
const FATES = ['generated', 'delivered', 'ignored', 'pending', 'stopped'] as const

/** Anything may follow anything: tasks that act before they are born, return from calls that they never made, and end twice. */
export function randomLog(seed: number, length: number): TraceEvent[] {
  const below = seededNumbers(seed)
  const log = new GrownLog(below)
  const one = <T>(of: readonly T[]): T => of[below(of.length)] as T
  const anybody = (): number => 1 + below(8)
  const most = 2 + below(20)
  while (log.events.length < length) {
    const [task, other, phase] = [anybody(), 1 + below(most), one([null, null, ...PHASES])]
    const [call, signal] = [one(CALLS), one(SIGNALS)]
    const dice = below(12)
    if (dice < 2) log.add('enter', task, { call, args: ['1', '2'].slice(below(3)) }, phase)
    else if (dice < 4) log.add('leave', task, { call, args: ['1', '2', '3'], result: String(below(9)), error: null }, phase)
    else if (dice === 4) log.create(task, other, call, one([[], VFORK, THREAD]))
    else if (dice === 5) log.add('suspend', task, { child: other, state: 'D (disk sleep)', wchan: null })
    else if (dice === 6) log.add('resume', task, { child: other, ended_by: 'exec' })
    else if (dice === 7) log.add('exec', task, { former_pid: PID + one([task, task, other]), path: '/bin/a' })
    else if (dice === 8) log.add('exit', task, { status: null, signal: one([null, ...SIGNALS]), core: false })
    else if (dice === 9) log.add('note', other, { code: one(['waiting', 'released-by-hand', 'x']), text: 'child-start 60000' })
    else if (dice === 10)
      log.add('memory', task, { parent: other, what: 'handler', address: '0x1', written: below(9), child_sees: below(9), parent_sees: below(9) })
    else {
      const info = one(['', `{si_signo=${signal}, si_code=CLD_EXITED, si_pid=${PID + other}}`])
      log.add('signal', task, { signal, how: one(FATES), info })
    }
  }
  return log.end()
}
