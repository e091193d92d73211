/** An imported log as a figure: only its spawn, in phases, or the whole log if it has no spawn. Pure. */
import type { TraceEvent } from '../../../protocol/events.ts'
import type { WindowRules } from '../../../protocol/specimen.ts'
import { phasedWindow } from '../likeness/phased.ts'
import { windowOf } from '../likeness/window.ts'

/** What runtimes usually do around a spawn, for a log whose runtime we do not know. */
const ANY: WindowRules = {
  before: ['pipe2?\\(', 'socketpair\\(', 'rt_sigprocmask\\(', 'getres[ug]id\\(', 'mmap\\(NULL, 36864,'],
  after: ['close\\(', 'munmap\\(0x[0-9a-f]+, 36864\\)', 'rt_sigprocmask\\('],
  noise: ['futex\\(', 'nanosleep\\(', 'sched_yield\\(', 'epoll_', 'madvise\\(', 'rt_sigreturn\\(', 'getpid\\(\\)'],
  anyThread: ['waitid\\(', 'wait4\\('],
}

export function importedSpawn(events: readonly TraceEvent[]): { events: readonly TraceEvent[]; found: boolean } {
  const window = windowOf(events, ANY)
  return window ? { events: phasedWindow(events, window, 'with threads'), found: true } : { events, found: false }
}
