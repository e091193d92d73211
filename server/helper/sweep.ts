/**
 * Belt and braces: every process of a run carries the run's mark, outside the sandbox in its command line (bwrap's)
 * or its environment. When a supervisor was shot, and when a server starts after one that was, what carries the
 * mark is ended. To end a namespace's first process is to end all in it.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const WORD = 'SPAWNSCOPE_RUN'
const ROUNDS = 100
/** bwrap may be between two processes: so many looks in a row must find none. */
const QUIET_ROUNDS = 5

let runs = 0

/** This server as no other process ever is: its number, and when it began. */
export const OWN_ID = `${process.pid}-${beginningOf(process.pid)}`

/** The mark of a new run: this server's id and a number. */
export function newMark(): { name: string; value: string } {
  runs += 1
  return { name: WORD, value: `${OWN_ID}-${runs}` }
}

/** Ends what carries this mark; resolves when nothing does. */
export async function sweepRun(mark: string): Promise<void> {
  let quiet = 0
  for (let round = 0; round < ROUNDS && quiet < QUIET_ROUNDS; round += 1) {
    const found = marked().filter((one) => one.mark === mark)
    quiet = found.length === 0 ? quiet + 1 : 0
    for (const { pid } of found) kill(pid)
    await sleep(5)
  }
}

/** Ends the runs of servers that are gone. */
export function sweepStale(): void {
  for (const { pid, mark } of marked()) {
    if (!lives(mark.slice(0, mark.lastIndexOf('-')))) kill(pid)
  }
}

function marked(): { pid: number; mark: string }[] {
  const pattern = new RegExp(`(?:^|\0)${WORD}[=\0](\\d+-\\d+-\\d+)(?:\0|$)`)
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name)
    if (!Number.isInteger(pid) || pid === process.pid) return []
    const mark = pattern.exec(textOf(name, 'cmdline'))?.[1] ?? pattern.exec(textOf(name, 'environ'))?.[1]
    return mark === undefined ? [] : [{ pid, mark }]
  })
}

/** Nothing where it is gone, or another user's. */
function textOf(pid: string, file: 'cmdline' | 'environ' | 'stat'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1')
  } catch {
    return ''
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It went by itself, or belongs to another user, who may keep it.
  }
}

/** Whether the server of this id is still there; its number alone may be another's by now. */
export function lives(id: string): boolean {
  const [pid, beginning] = id.split('-')
  return beginningOf(Number(pid)) === beginning
}

/** In clock ticks since the boot: field 22 of proc_pid_stat(5). */
function beginningOf(pid: number): string | undefined {
  const stat = textOf(String(pid), 'stat')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
}
