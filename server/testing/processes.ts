/** Finds running processes in /proc, so that a test can prove that a run left nothing behind. */
import { readdirSync, readFileSync } from 'node:fs'

/**
 * Pids of this process's live descendants; zombies are not alive. Without the starter, which lives as long as its server, and
 * without sandboxes that still wait for a run: those are no rest of one.
 */
export function descendants(): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = statOf(name)
    if (stat && stat.state !== 'Z') parents.set(Number(name), stat.parent)
  }
  const ours = (pid: number | undefined): boolean => pid !== undefined && (pid === process.pid || ours(parents.get(pid)))
  const found = [...parents.keys()].filter((pid) => pid !== process.pid && ours(pid))
  const roles = new Map(found.map((pid) => [pid, roleOf(pid)]))
  const waits = (pid: number | undefined): boolean => pid !== undefined && (roles.get(pid) === 'waits' || waits(parents.get(pid)))
  return found.filter((pid) => roles.get(pid) !== 'starter' && !waits(pid))
}

/** A supervisor writes over the starter's command line, which it has inherited (native/sandbox/supervisor/title.c). */
function roleOf(pid: number): 'starter' | 'waits' | 'other' {
  const words = textOf(`/proc/${pid}/cmdline`).split('\0')
  if (words[1] !== '--serve') return 'other'
  if (/^-+$/.test(words[3] ?? '')) return 'starter'
  return words[4] === 'waits' ? 'waits' : 'other'
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // It has ended meanwhile.
    return ''
  }
}

function statOf(pid: string): { state: string; parent: number } | undefined {
  const text = textOf(`/proc/${pid}/stat`)
  if (text === '') return undefined
  const [state = '', parent = '0'] = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return { state, parent: Number(parent) }
}
