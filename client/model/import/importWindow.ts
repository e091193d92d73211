/** An imported log as a figure: its spawn alone, in phases, where one is found; else all of it. Pure. */
import type { TraceEvent } from '../../../protocol/events.ts'
import type { WindowRules } from '../../../protocol/specimen.ts'
import { phasedWindow } from '../likeness/phased.ts'
import { windowOf } from '../likeness/window.ts'

/** What any runtime does around a spawn, as far as that can be said without knowing it. */
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
