/** The end of a task as strace writes it. Every view and every export takes it from here. Pure. */
import type { EventOf } from '../../protocol/events.ts'

export function endOfTask({ status, signal, core }: Pick<EventOf<'exit'>, 'status' | 'signal' | 'core'>): string {
  return signal === null ? `+++ exited with ${status} +++` : `+++ killed by ${signal} ${core ? '(core dumped) ' : ''}+++`
}

/** The end of a process's first thread where another thread called execve and took its pid; undefined for any other exec. */
export function replacedBy({ pid, former_pid }: Pick<EventOf<'exec'>, 'pid' | 'former_pid'>): string | undefined {
  return pid === former_pid ? undefined : `+++ superseded by execve in pid ${former_pid} +++`
}
