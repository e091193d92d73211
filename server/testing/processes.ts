/** Finds running processes in /proc, so that a test can prove that a run left nothing behind. */
import { readdirSync, readFileSync } from 'node:fs'

/**
 * Pids of this process's live descendants; zombies are not alive. Without the starter, which lives as long as its server, and
 * without sandboxes that still wait for a run: those are no rest of one.
 */
export function descendants(): number[] {
  const parents = liveProcesses()
  const ours = (pid: number | undefined): boolean => pid !== undefined && (pid === process.pid || ours(parents.get(pid)))
  return withoutWaiting([...parents.keys()].filter((pid) => pid !== process.pid && ours(pid))).filter((pid) => roleOf(pid) !== 'starter')
}

/** Without the processes of sandboxes that wait for a run. */
export function withoutWaiting(pids: readonly number[]): number[] {
  const parents = liveProcesses()
  const waits = (pid: number | undefined): boolean => pid !== undefined && (roleOf(pid) === 'waits' || waits(parents.get(pid)))
  return pids.filter((pid) => !waits(pid))
}

/** The parent of each live process. */
function liveProcesses(): Map<number, number> {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const [state = 'Z', parent = '0'] = statOf(Number(name))
    if (state !== 'Z') parents.set(Number(name), Number(parent))
  }
  return parents
}

/** A supervisor writes over the starter's command line, which it has inherited (native/sandbox/supervisor/title.c). */
function roleOf(pid: number): 'starter' | 'waits' | 'other' {
  const words = textOf(`/proc/${pid}/cmdline`).split('\0')
  if (words[1] !== '--serve') return 'other'
  if (/^-+$/.test(words[3] ?? '')) return 'starter'
  return words[4] === 'waits' ? 'waits' : 'other'
}

/** The fields of proc_pid_stat(5) from the third on, the state; none if the task has ended. */
export function statOf(pid: number, task = pid): string[] {
  const text = textOf(`/proc/${pid}/task/${task}/stat`)
  return text === '' ? [] : text.slice(text.lastIndexOf(')') + 2).split(' ')
}

/** Empty if the process has ended meanwhile. */
export function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
