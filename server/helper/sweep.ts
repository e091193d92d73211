/**
 * A second safeguard beside the supervisor: every process of a run carries the run's mark. Seen from outside the sandbox it
 * is in bwrap's command line or in the environment. The server kills whatever carries the mark when a supervisor was killed,
 * and at its own start for servers that were killed. Killing a namespace's first process kills everything in it.
 */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const WORD = 'SPAWNSCOPE_RUN'
const ROUNDS = 100
/** This many rounds in a row must find nothing, because bwrap may be between two processes. */
const QUIET_ROUNDS = 5

let runs = 0

/** In which pid namespace this server counts pids (namespaces(7)). 0 where /proc does not say. */
const OWN_NAMESPACE = ownNamespace()

/** Identifies this server for ever: the namespace of its pid, its pid, its start time. A pid alone would be reused, and means another process elsewhere. */
export const OWN_ID = `${OWN_NAMESPACE}-${process.pid}-${startTimeIn(textOf(String(process.pid), 'stat'))}`

/** The form of such an id, in a regular expression. */
export const ID = '\\d+-\\d+-\\d+'

/** The starter's own mark. Its runs count from 1. */
export const STARTER_MARK = { name: WORD, value: `${OWN_ID}-0` } as const

/** The mark of a new run: this server's id and a counter. */
export function newMark(): { name: string; value: string } {
  runs += 1
  return { name: WORD, value: `${OWN_ID}-${runs}` }
}

/** Kills every process with this mark. Resolves when none is left. */
export async function sweepRun(mark: string): Promise<void> {
  let quiet = 0
  for (let round = 0; round < ROUNDS && quiet < QUIET_ROUNDS; round += 1) {
    const found = marked().filter((one) => one.mark === mark)
    quiet = found.length === 0 ? quiet + 1 : 0
    for (const { pid } of found) kill(pid)
    await sleep(5)
  }
}

/** Kills the runs of servers that no longer exist. */
export function sweepStale(): void {
  for (const { pid, mark } of marked()) {
    if (!lives(mark.slice(0, mark.lastIndexOf('-')))) kill(pid)
  }
}

/** Every process that carries the mark of a run, of whichever server. */
export function marked(): { pid: number; mark: string }[] {
  const pattern = new RegExp(`(?:^|\0)${WORD}[=\0](${ID}-\\d+)(?:\0|$)`)
  return processNames().flatMap((name) => {
    const pid = Number(name)
    if (!Number.isInteger(pid) || pid === process.pid) return []
    const mark = pattern.exec(textOf(name, 'cmdline'))?.[1] ?? pattern.exec(textOf(name, 'environ'))?.[1]
    return mark === undefined ? [] : [{ pid, mark }]
  })
}

/** Empty while this server has no descriptor left. It looks again: sweepRun has many rounds, and the next server sweeps too. */
function processNames(): string[] {
  try {
    return readdirSync('/proc')
  } catch {
    return []
  }
}

/** Empty if the process is gone or belongs to another user. */
function textOf(pid: string, file: 'cmdline' | 'environ' | 'stat'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1')
  } catch {
    return ''
  }
}

function ownNamespace(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0'
  } catch {
    return '0'
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself, or belongs to another user and is not ours.
  }
}

/**
 * Whether the server with this id still runs. Its pid alone may belong to another process by now. Where nobody can say, it does: its runs
 * would be killed. So it is with a server that counts pids elsewhere, for example in a container that shares our /tmp or whose processes
 * we see.
 */
export function lives(id: string): boolean {
  const [namespace, pid, startTime] = id.split('-')
  if (namespace !== OWN_NAMESPACE) return true
  try {
    return startTimeIn(readFileSync(`/proc/${pid}/stat`, 'latin1')) === startTime
  } catch (error) {
    // ESRCH: it ended between open and read.
    return !['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')
  }
}

/** Start time in clock ticks since boot: field 22 of proc_pid_stat(5). */
function startTimeIn(stat: string): string | undefined {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
}
