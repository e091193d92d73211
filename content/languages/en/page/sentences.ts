/** The sentences of a run in English. */
import type { SentenceWords } from '../../../../client/model/sentence.ts'

const grouped = new Intl.NumberFormat('en').format

const bare = (text = ''): string => text.replaceAll('"', '')
/** An empty path means the descriptor itself. */
const NO_NAME = '""'
const dispositions = (text = ''): string => {
  if (text.includes('SIG_DFL')) return 'makes it default'
  if (text.includes('SIG_IGN')) return 'ignores it'
  return text.includes('sa_handler=') ? 'gives it a handler' : 'looks at it'
}
const mask = ([how = '', set = '']: readonly string[]): string => {
  if (set === 'NULL') return 'looks at its blocked mask'
  if (how === 'SIG_UNBLOCK') return `unblocks ${set}`
  if (set === '[]') return how === 'SIG_SETMASK' ? 'empties its blocked mask: every signal can be delivered' : 'leaves its blocked mask as it is'
  if (set === '~[]') return 'blocks every signal'
  if (set.startsWith('~')) return `blocks all signals but ${set.slice(1)}`
  return `blocks ${set}`
}

/** What experiments find out; the names are those of native/hazards (content/findings.test.ts). */
const findings: Record<string, string> = {
  handler_runs_for_one_interrupt: 'Runs of the handler for one interrupt',
  end_of_file: 'The end of the file arrives',
  exec_while_the_other_child_waits: 'An exec while the other child waits',
  exec_after_it_has_gone: 'An exec after that child has gone',
  text_written: 'The text was written',
  exit_handlers_ran_in: 'The exit handlers ran in',
  parent_hung_in_exit: 'The parent hung in exit',
  parent_learned: 'The parent learned',
  cleanup_ran_in: 'The cleanup ran in',
  local_in_parent: 'The local variable in the parent',
  pointed_to_in_parent: 'What the pointer in the parent points to',
  errno_in_parent: 'errno in the parent',
  parent_died: 'The parent died',
  parent_state_while_child_is_stopped: 'State of the parent while the child is stopped',
  handled_while_stopped: 'The signal was handled while the child was stopped',
  handled_after_continue: 'The signal was handled after the child went on',
  setresuid_waited_for_exec: 'setresuid waited for the exec',
  root_child_ran: 'The child with the rights of root ran',
  child_got_the_lock: 'The child got the lock',
  parent_got_the_lock: 'The parent got the lock',
  handler_runs_seen_by_parent: 'Runs of the handler that the parent sees',
  child_killed: 'The child was killed',
  parents_table_written_by_child: 'The child wrote to a table of the parent',
  other_thread_stalled: 'The other thread was held up',
  parent_was_dumpable: 'Before, others could look into the parent (dumpable)',
  parent_is_still_dumpable: 'Afterwards, others can look into the parent (dumpable)',
  child_died_with: 'The child died with',
  posix_spawn_gave: 'posix_spawn returned',
  overcommit_mode: 'Mode of the kernel (vm.overcommit_memory)',
  start_gave: 'The start gave',
  reading_ended: 'The reading ended',
  file_is_there: 'The file is there',
  child_after_its_end: 'What is left of the ended child',
  wait_gave: 'The wait gave',
  signal_gave: 'The signal',
  other_process: 'The other process',
  status_of_the_program: 'The status',
  handlers_ran: 'Handlers that ran',
  threads_in_child: 'Threads in the child',
  grandchild_after_the_signal: 'The grandchild',
  percent_private_to_each_worker: 'Per cent of what was loaded that each worker has for itself',
  child_has_the_new_variable: 'The child has the variable as the parent has changed it',
  child_has_the_new_descriptor: 'The child has the descriptor that the parent has opened',
  job_was_stopped: 'SIGTTOU stopped the job',
  terminal_belongs_to: 'The terminal belongs to',
  calls_to_close_everything: 'Calls that closing everything took',
}
const found = (name: string, value: string): string => `${findings[name] ?? name}: ${value}.`

export const sentences: SentenceWords = {
  actor: (who) => (who.role === 'parent' ? 'The parent' : who.role === 'thread' ? `Thread T${who.task}` : who.task === 2 ? 'The child' : `Task ${who.task}`),
  begins: (who, does) => `${who} ${does} …`,
  returns: (who, call, result) => `${who} returns from ${call}, which gave ${result}.`,
  does: (who, does) => `${who} ${does}.`,
  fails: (who, does, why) => `${who} ${does}, and the kernel refuses: ${why}.`,
  many: (who, call, count, what) => `${who} calls ${call} ${count} times: it ${what}.`,
  signals: (count) => `goes through ${count} signals one by one`,
  calls: {
    rt_sigaction: ([signal = '', action]) => `turns to ${signal} and ${dispositions(action)}`,
    rt_sigprocmask: mask,
    rt_sigreturn: () => 'returns from its signal handler',
    pipe2: ([ends]) => `opens a pipe${ends ? ` ${ends}` : ''}: through it an error can reach the parent`,
    pipe: ([ends]) => `opens a pipe${ends ? ` ${ends}` : ''}`,
    close: ([fd = '']) => `closes descriptor ${fd}`,
    close_range: ([first = '', last = '']) => `closes descriptors ${first} to ${last}`,
    read: ([fd = '']) => `reads from descriptor ${fd}`,
    write: ([fd = '']) => `writes to descriptor ${fd}`,
    dup: ([fd = '']) => `duplicates descriptor ${fd}`,
    dup2: ([from = '', to = '']) => `makes descriptor ${to} the same as ${from}`,
    dup3: ([from = '', to = '']) => `makes descriptor ${to} the same as ${from}`,
    fcntl: ([fd = '', what = '']) => `${what.startsWith('F_GET') ? 'looks at the flags of' : 'sets the flags of'} descriptor ${fd}`,
    fork: () => 'asks for a copy of itself',
    vfork: () => 'asks for a child that borrows its memory',
    clone: () => 'asks the kernel for a new process',
    clone3: () => 'asks the kernel for a new process',
    execve: ([path]) => `asks to become ${bare(path)}`,
    execveat: ([, path]) => `asks to become ${bare(path)}`,
    exit_group: ([status = '']) => `ends itself with status ${status}`,
    exit: ([status = '']) => `ends this thread with status ${status}`,
    wait4: () => 'waits for its child to end',
    waitid: () => 'waits for its child to end',
    getpid: () => 'asks for its own PID',
    gettid: () => 'asks for its own PID',
    getppid: () => "asks for its parent's PID",
    getresuid: () => 'asks whose rights it has',
    getresgid: () => 'asks which group’s rights it has',
    geteuid: () => 'asks whose rights it has',
    getuid: () => 'asks which user started it',
    setuid: ([uid = '']) => `takes the rights of user ${uid}`,
    setgid: ([gid = '']) => `takes the rights of group ${gid}`,
    setresuid: () => 'changes its user',
    setresgid: () => 'changes its group',
    setgroups: () => 'sets its supplementary groups',
    setsid: () => 'starts a session of its own',
    setpgid: () => 'moves to another process group',
    chdir: ([path]) => `goes to the directory ${bare(path)}`,
    chroot: ([path]) => `makes ${bare(path)} its root`,
    kill: ([pid = '', signal = '']) => `sends ${signal} to ${pid}`,
    tgkill: ([, tid = '', signal = '']) => `sends ${signal} to thread ${tid}`,
    mmap: () => 'asks for memory',
    munmap: () => 'gives memory back',
    mprotect: () => 'changes what may be done with some memory',
    madvise: () => 'tells the kernel how it uses some memory',
    brk: () => 'moves the end of its heap',
    futex: () => 'waits for, or wakes, another thread',
    open: ([path]) => `opens ${bare(path)}`,
    openat: ([, path]) => `opens ${bare(path)}`,
    access: ([path]) => `checks whether it may use ${bare(path)}`,
    faccessat: ([, path]) => `checks whether it may use ${bare(path)}`,
    faccessat2: ([, path]) => `checks whether it may use ${bare(path)}`,
    stat: ([path]) => `looks at ${bare(path)}`,
    newfstatat: ([fd = '', path]) => `looks at ${path === NO_NAME ? `descriptor ${fd}` : bare(path)}`,
    poll: () => 'asks the kernel about several descriptors',
    fchdir: ([fd = '']) => `goes to the directory at descriptor ${fd}`,
    getdents64: ([fd = '']) => `reads the list of the directory at descriptor ${fd}`,
    prctl: () => 'changes how the kernel treats it',
    prlimit64: () => 'looks at or sets a limit',
    getrlimit: () => 'looks at a limit',
    getcwd: () => 'asks in which directory it is',
    set_robust_list: () => 'tells the kernel about its locks',
    set_tid_address: () => 'tells the kernel where to record its end',
    rseq: () => 'registers its restartable sequences',
    nanosleep: () => 'sleeps a while',
    clock_nanosleep: () => 'sleeps a while',
  },
  otherCall: (call) => `calls ${call}`,
  decide: (mechanism) => `The mechanism is chosen: ${mechanism}.`,
  create: (parent, child, call, memory, stack) => {
    if (memory === null) return `${child} exists. ${parent} made it with ${call}; the log does not show what they share.`
    const where = { same: 'and runs on the parent’s stack', separate: 'but has a stack of its own', copied: 'the stack included' }[stack]
    return `${child} exists. ${parent} made it with ${call}: it ${memory ? 'lives in the parent’s memory' : 'has a copy of the memory'}, ${where}.`
  },
  startsThread: (who, thread) => `${thread} exists: ${who.toLowerCase()} has started it, and it lives in the same process.`,
  others: (count, state, steps) =>
    ` ${count === 1 ? 'The other thread is' : `The ${count} other threads are`} not suspended (${state})${steps > 0 ? `: ${count === 1 ? 'it counted' : 'they counted'} on by ${grouped(steps)} meanwhile` : ''}.`,
  suspend: (who, state) => `${who} sleeps in the kernel, state ${state}, until the child has its own program or has ended.`,
  sample: (who, state) => `While the child is held, the parent is looked at: state ${state}.`.replace('the parent', who.toLowerCase()),
  resume: (who, by) => (by === 'exec' ? `${who} wakes: the child no longer needs its memory.` : `${who} wakes: the child is gone.`),
  exec: (who, path) => `${who} becomes ${path ?? 'another program'}: new memory, no handlers; ignored signals and the mask stay.`,
  exit: (who, status, signal) => (signal === null ? `${who} has ended, with status ${status ?? '?'}.` : `${who} was killed by ${signal}.`),
  signal: (who, signal, how) =>
    ({
      generated: `${signal} is sent to ${who.toLowerCase()}.`,
      delivered: `${signal} is delivered to ${who.toLowerCase()}.`,
      ignored: `${signal} arrives at ${who.toLowerCase()} and is ignored.`,
      pending: `${signal} must wait: ${who.toLowerCase()} blocks it, or is asleep.`,
      stopped: `${who} is stopped by ${signal}.`,
    })[how],
  canary: (who, written, parentSees) =>
    written === parentSees
      ? `${who} wrote ${written} into a variable, and the parent reads ${parentSees}: one memory.`
      : `${who} wrote ${written} into a variable, but the parent reads ${parentSees}: two memories.`,
  handler: (who, times) => `${who} is in its signal handler; it has run ${times} ${times === 1 ? 'time' : 'times'} in this memory.`,
  output: (who, text) => `${who} writes ${text}.`,
  found,
  finding: (name, value, harm) => `${harm ? 'Harm was done' : 'No harm was done'}. ${found(name, value)}`,
  pressed: { 'ctrl-c': 'Ctrl-C is pressed in the terminal.', 'ctrl-z': 'Ctrl-Z is pressed in the terminal.', hangup: 'The terminal hangs up.' },
  continued: 'The shell continues the job: it sends SIGCONT to the group.',
}
