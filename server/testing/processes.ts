/** Finds running processes in /proc, so that a test can prove that a run left nothing behind. */
import { readdirSync, readFileSync } from 'node:fs'

/** Pids of this process's live descendants; zombies are not alive. */
export function descendants(): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = statOf(name)
    if (stat && stat.state !== 'Z') parents.set(Number(name), stat.parent)
  }
  const ours = (pid: number | undefined): boolean => pid !== undefined && (pid === process.pid || ours(parents.get(pid)))
  return [...parents].filter(([, parent]) => ours(parent)).map(([pid]) => pid)
}

function statOf(pid: string): { state: string; parent: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state = '', parent = '0'] = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { state, parent: Number(parent) }
  } catch {
    // It has ended meanwhile.
    return undefined
  }
}
