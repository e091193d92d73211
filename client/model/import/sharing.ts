/** What a creating call gave to the child, as far as its arguments show it. Pure. */
import type { EventOf } from '../../../protocol/events.ts'

/** The calls that create a task. */
export const CREATING = new Set(['fork', 'vfork', 'clone', 'clone2', 'clone3'])

type Create = EventOf<'create'>
export interface ChildSharing extends Pick<Create, 'flags' | 'exit_signal' | 'stack' | 'suspends' | 'shares' | 'by'> {
  /** The flags stood there as numbers. */
  numeric: boolean
}

/** clone(2): the flags by their bits. The lowest eight bits are the signal at the child's end. */
const FLAGS: readonly [number, string][] = [
  [0x100, 'CLONE_VM'],
  [0x200, 'CLONE_FS'],
  [0x400, 'CLONE_FILES'],
  [0x800, 'CLONE_SIGHAND'],
  [0x1000, 'CLONE_PIDFD'],
  [0x2000, 'CLONE_PTRACE'],
  [0x4000, 'CLONE_VFORK'],
  [0x8000, 'CLONE_PARENT'],
  [0x10000, 'CLONE_THREAD'],
  [0x20000, 'CLONE_NEWNS'],
  [0x40000, 'CLONE_SYSVSEM'],
  [0x80000, 'CLONE_SETTLS'],
  [0x100000, 'CLONE_PARENT_SETTID'],
  [0x200000, 'CLONE_CHILD_CLEARTID'],
  [0x400000, 'CLONE_DETACHED'],
  [0x800000, 'CLONE_UNTRACED'],
  [0x1000000, 'CLONE_CHILD_SETTID'],
  [0x2000000, 'CLONE_NEWCGROUP'],
  [0x4000000, 'CLONE_NEWUTS'],
  [0x8000000, 'CLONE_NEWIPC'],
  [0x10000000, 'CLONE_NEWUSER'],
  [0x20000000, 'CLONE_NEWPID'],
  [0x40000000, 'CLONE_NEWNET'],
  [0x80000000, 'CLONE_IO'],
]
/** signal(7), the numbers of x86 and Arm. */
const SIGNALS =
  'HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS'.split(
    ' ',
  )
const NUMBER = /^(?:0x[0-9a-f]+|\d+)$/

/** `args` is undefined where the log does not show how the call began. */
export function sharingOf(call: string, args: readonly string[] | undefined): ChildSharing {
  if (call === 'fork') return { ...given([], 'SIGCHLD', false), numeric: false }
  if (call === 'vfork') return { ...given(['CLONE_VM', 'CLONE_VFORK'], 'SIGCHLD', false), numeric: false }
  const all = args?.join(', ') ?? ''
  // As they stand in the kernel: the flags are the first argument, the stack is the second.
  const raw = call === 'clone' && args !== undefined && NUMBER.test(args[0] ?? '')
  const text = raw ? args[0] : /\bflags=([^,}]+)/.exec(all)?.[1]
  const words = text === undefined ? undefined : wordsOf(text)
  if (!words) return UNKNOWN
  const [, end] = /\bexit_signal=(SIG\w+|\d+)/.exec(all) ?? []
  const [, stack = 'NULL'] = /\b(?:child_)?stack=(0x[0-9a-f]+|NULL|0)\b/.exec(all) ?? []
  const own = raw ? args[1] : stack
  const signal = end === undefined ? words.signal : NUMBER.test(end) ? signalOf(Number(end)) : end
  return { ...given(words.flags, signal, own !== undefined && own !== 'NULL' && Number(own) !== 0), numeric: raw || words.numeric }
}

const UNKNOWN: ChildSharing = {
  ...{ flags: [], exit_signal: null, stack: 'copied', suspends: false },
  shares: { memory: false, files: false, fs: false, handlers: false },
  by: 'unknown',
  numeric: false,
}

function given(flags: string[], signal: string | null, ownStack: boolean): Omit<ChildSharing, 'numeric'> {
  const has = (flag: string): boolean => flags.includes(flag)
  return {
    flags,
    exit_signal: signal,
    stack: ownStack ? 'separate' : has('CLONE_VM') ? 'same' : 'copied',
    suspends: has('CLONE_VFORK'),
    shares: { memory: has('CLONE_VM'), files: has('CLONE_FILES'), fs: has('CLONE_FS'), handlers: has('CLONE_SIGHAND') },
    by: 'flags',
  }
}

/** `A|B|SIGCHLD`, `0x1200000|17`, and both with the other in a comment. Undefined if a word of it is neither. */
function wordsOf(text: string): { flags: string[]; signal: string | null; numeric: boolean } | undefined {
  const flags: string[] = []
  let signal: string | null = null
  let numeric = false
  for (const word of text.replace(/\/\*.*?\*\//g, '').split('|')) {
    const one = word.trim()
    if (one.startsWith('CLONE_')) flags.push(one)
    else if (one.startsWith('SIG')) signal = one
    else if (NUMBER.test(one)) {
      numeric = true
      const bits = Number(one)
      for (const [bit, flag] of FLAGS) if (Math.floor(bits / bit) % 2 === 1) flags.push(flag)
      signal = signalOf(bits % 0x100) ?? signal
    } else return undefined
  }
  return { flags, signal, numeric }
}

function signalOf(number: number): string | null {
  return number === 0 ? null : `SIG${SIGNALS[number - 1] ?? `_${number}`}`
}

/** The pid that a creating call returned, as strace itself numbers it; 0 if it made nobody. */
export function madeBy(result: string): number {
  // A result that strace put in. The kernel did nothing.
  if (/\(INJECTED\)|\(INJECTED: [^)]*retval/.test(result)) return 0
  const outer = /\/\* (\d+) in strace's PID NS \*\//.exec(result)?.[1]
  const [number = '0'] = outer === undefined ? (/^(?:0x[0-9a-f]+|\d+)/.exec(result) ?? []) : [outer]
  return Number(number)
}
