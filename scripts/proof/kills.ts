/**
 * Kills at random moments, under load: sometimes a process of a run, sometimes the server. After each kill, nothing of
 * the run may be left. After a server's, every acknowledged recording must still be served whole.
 */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { processesOf, runProcessesOf, type ServerProcess, startServerProcess } from '../../server/testing/serverProcess.ts'
import { until } from '../../server/testing/until.ts'
import { openPresser } from './presser.ts'

export interface KillResult {
  runProcessesKilled: number
  serversKilled: number
  acknowledged: number
  lost: number
  /** Processes of runs that still lived long after their server's death. */
  left: number
  /** Runs requested after a helper's death that never came to an end. */
  hung: number
}

const PRESSERS = 4
/** Long enough that the run does not end by itself while the script checks whether its server's death ended it. */
const RUN = { strategy: 'vfork', timeout: 60_000 }
/** A safety net: a process that lives this long after its server is never going to end. */
const LATEST_MS = 30_000
/** After each restart, this many recordings of earlier servers are requested again; at the end, all of them. */
const SAMPLE = 20

/** `kills` in all, one in `perServer` of them the server itself. */
export async function kill(env: Record<string, string>, uid: number, kills: number, perServer: number, options: { built?: boolean }): Promise<KillResult> {
  const result: KillResult = { runProcessesKilled: 0, serversKilled: 0, acknowledged: 0, lost: 0, left: 0, hung: 0 }
  const kept: string[] = []
  while (result.runProcessesKilled + result.serversKilled < kills) {
    const server = await startServerProcess(env, options)
    result.lost += await missing(server, kept.slice(-SAMPLE))
    const before = kept.length
    const pressing = Array.from({ length: PRESSERS }, () => pressUntilClosed(server, kept))
    for (let n = 1; n < perServer && result.runProcessesKilled + result.serversKilled < kills - 1; n += 1) {
      await killOneOf(uid)
      result.runProcessesKilled += 1
    }
    // With nothing acknowledged, nothing could be lost. A busy machine needs longer for the first recording.
    await until('a recording is acknowledged', () => kept.length > before)
    await sleep(Math.random() * 60)
    await server.kill()
    result.serversKilled += 1
    const ends = await Promise.race([Promise.all(pressing), sleep(LATEST_MS, null)])
    if (!ends) result.hung += 1
    result.left += await leftOf(uid)
  }
  const server = await startServerProcess(env, options)
  result.acknowledged = kept.length
  result.lost += await missing(server, kept)
  await server.stop()
  return result
}

async function pressUntilClosed(server: ServerProcess, kept: string[]): Promise<void> {
  try {
    const presser = await openPresser(server.url)
    for (;;) {
      const { recording } = await presser.press(RUN)
      if (recording) kept.push(recording)
    }
  } catch {
    // Expected: the script has killed the server.
  }
}

/** Kills a random process of a run, as soon as there is one. */
async function killOneOf(uid: number): Promise<void> {
  await sleep(Math.random() * 20)
  await until('a process of a run was killed', () => {
    const all = runProcessesOf(uid)
    const one = all[Math.floor(Math.random() * all.length)]
    return one !== undefined && killed(one)
  })
}

/** False if the process has ended meanwhile. */
function killed(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL')
  } catch {
    return false
  }
}

async function leftOf(uid: number): Promise<number> {
  for (const last = Date.now() + LATEST_MS; Date.now() < last; await sleep(5)) if (processesOf(uid).length === 0) return 0
  return processesOf(uid).length
}

/** How many of these recordings are not served, or differ from what was stored. */
async function missing(server: ServerProcess, ids: readonly string[]): Promise<number> {
  let lost = 0
  for (const id of ids) {
    const response = await fetch(`${server.url}/api/recordings/${id}`)
    const content = Buffer.from(await response.arrayBuffer())
    const whole = response.ok && createHash('sha256').update(content).digest('base64url').startsWith(id)
    if (!whole) lost += 1
  }
  return lost
}
