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
    const stat = /^\d+$/.test(name) ? statOf(name) : undefined
    if (stat && stat.state !== 'Z') parents.set(Number(name), stat.parent)
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

function statOf(pid: string): { state: string; parent: number } | undefined {
  const text = textOf(`/proc/${pid}/stat`)
  if (text === '') return undefined
  const [state = '', parent = '0'] = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return { state, parent: Number(parent) }
}

/** Empty if the process has ended meanwhile. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
