/** A call without the parts that differ from run to run: addresses, pids, times, and descriptor numbers. */
import type { SpawnWindow, WindowCall } from './window.ts'

export interface PlainCall {
  of: WindowCall
  /** `name(arguments) = error` */
  text: string
}
export interface PlainWindow {
  parent: PlainCall[]
  child: PlainCall[]
}

const LOWEST_POINTER = 0x10_0000
/** Which arguments are pids. In a sandbox, pids are as small as other numbers, so the value does not show it. */
const PIDS_AT: Readonly<Record<string, readonly number[]>> = { wait4: [0], kill: [0], waitid: [1], setpgid: [0, 1] }
const TAKES_DESCRIPTOR = new Set(['close', 'fcntl', 'read', 'write', 'recvfrom', 'sendto', 'recvmsg', 'sendmsg', 'dup', 'dup2', 'dup3', 'close_range', 'poll'])

export function plainOf(window: SpawnWindow): PlainWindow {
  const descriptors = new Map<string, string>()
  /** Names the n-th descriptor of the window: d1, d2 … The standard three keep their numbers. */
  const descriptor = (number: string): string => {
    if (Number(number) < 3) return number
    const name = descriptors.get(number) ?? `d${descriptors.size + 1}`
    descriptors.set(number, name)
    return name
  }
  const pid = window.create.child_pid
  const plain = (call: WindowCall): PlainCall => ({
    of: call,
    text: `${call.call}(${argsOf(call, descriptor, pid)})${call.error === null ? '' : ` = ${call.error}`}`,
  })
  // The parent first, so that descriptors get their names there: it opens them before the creation, and both close them later.
  return { parent: window.parent.map(plain), child: window.child.map(plain) }
}

function argsOf(call: WindowCall, descriptor: (number: string) => string, pid: number): string {
  const args = call.args.map((arg, n) => {
    if (n === 0 && TAKES_DESCRIPTOR.has(call.call) && /^\d+$/.test(arg)) return descriptor(arg)
    if (n === 1 && /^dup[23]$/.test(call.call)) return descriptor(arg)
    if (n === 1 && call.args[0] === 'P_PIDFD') return descriptor(arg)
    if (PIDS_AT[call.call]?.includes(n) && arg === String(pid)) return 'CHILD'
    return tidy(arg, descriptor)
  })
  return args.join(', ')
}

function tidy(arg: string, descriptor: (number: string) => string): string {
  return arg
    .replace(/^\[(\d+), (\d+)\]$/, (_, read: string, write: string) => `[${descriptor(read)}, ${descriptor(write)}]`)
    .replace(/^(parent_tid=)\[(\d+)\]$/, (_, head: string, pidfd: string) => `${head}[${descriptor(pidfd)}]`)
    .replace(/"(?:\.\/|\/[^"]*\/targets\/)([\w-]+)"(?!\.)/g, '"TARGET/$1"')
    .replace(/\{ru_utime=.*\}$/, '{RUSAGE}')
    .replace(/\bsi_pid=\d+/, 'si_pid=CHILD')
    .replace(/\bsi_uid=\d+/, 'si_uid=UID')
    .replace(/\b(si_utime|si_stime)=\d+( \/\* [\d.]+ s \*\/)?/g, '$1=0')
    .replace(/0x[0-9a-f]{5,16}/g, (address) => (Number.parseInt(address, 16) >= LOWEST_POINTER ? 'ADDRESS' : address))
}
