/** What a class costs a server in memory: by seat, by vote that is kept, and what is left when it is over. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { RoomClient } from '../../server/testing/roomClient.ts'
import type { ServerProcess } from '../../server/testing/serverProcess.ts'
import { until } from '../../server/testing/until.ts'
import { vote } from './classWave.ts'
import type { Crowd } from './crowd.ts'

/** For the server that is measured. A class is forgotten soon after the last one has left. */
export const MEASURED = {
  NODE_OPTIONS: `--import=${path.join(import.meta.dirname, 'collectOnSignal.mjs')}`,
  SPAWNSCOPE_ROOM_IDLE_MS: '15000',
}
const JOIN_MS = 5_000
const VOTE_MS = 2_000
/** The first rounds compile code, and fill what stays filled. */
export const WARM_ROUNDS = 5
/** Limits by socket are kept for 10 s. */
const FORGOTTEN_MS = 12_000

/** In bytes, after a garbage collection. `heap`: what is in use, with buffers. */
export interface InUse {
  rss: number
  heap: number
}

export interface MemoryResult {
  empty: InUse
  full: InUse
  /** After the fifth round, and after the last. */
  warm: InUse
  last: InUse
  /** Votes between those two. */
  votesKept: number
  /** When the class is over and forgotten; and the same after a second class. */
  over: InUse
  overAgain: InUse
  miscounted: number
  failed: string[]
}

export async function measureMemory(server: ServerProcess, data: string, crowd: Crowd, seats: number, rounds: number): Promise<MemoryResult> {
  const failed: string[] = []
  let [wrong, votesKept] = [0, 0]
  const round = async (teacher: RoomClient): Promise<number> => {
    const { miscounted, cast, failed: faults } = await vote(teacher, crowd, VOTE_MS)
    wrong += miscounted
    failed.push(...faults)
    return cast
  }
  const begin = async (size: number): Promise<RoomClient> => {
    const { teacher, room } = await RoomClient.teacher(server.url)
    failed.push(...(await crowd.join(server.url, room, size, JOIN_MS)).failed)
    return teacher
  }
  const end = async (teacher: RoomClient): Promise<InUse> => {
    await crowd.leave()
    await teacher.close()
    await until('the class is forgotten', () => readdirSync(path.join(data, 'rooms')).length === 0)
    await sleep(FORGOTTEN_MS)
    return memoryOf(server)
  }

  // A small class first, because the code that it loads is no seat's.
  const first = await begin(Math.ceil(seats / 20))
  await round(first)
  const empty = await end(first)

  const teacher = await begin(seats)
  const full = await memoryOf(server)
  for (let n = 0; n < WARM_ROUNDS; n += 1) await round(teacher)
  const warm = await memoryOf(server)
  for (let n = WARM_ROUNDS; n < rounds; n += 1) votesKept += await round(teacher)
  const last = await memoryOf(server)
  const over = await end(teacher)

  const second = await begin(seats)
  for (let n = 0; n < WARM_ROUNDS; n += 1) await round(second)
  return { empty, full, warm, last, votesKept, over, overAgain: await end(second), miscounted: wrong, failed }
}

/** Collects the server's garbage first. */
async function memoryOf({ url, pid }: ServerProcess): Promise<InUse> {
  const metric = async (name: string): Promise<number> => {
    const text = await (await fetch(`${url}/metrics`)).text()
    return text.split('\n').reduce((sum, line) => (line.startsWith(`spawnscope_${name}`) ? sum + Number(line.split(' ').at(-1)) : sum), 0)
  }
  const collections = (): Promise<number> => metric('nodejs_gc_duration_seconds_count{kind="major"')
  // Twice: what the first one finalises, the second one frees.
  for (let n = 0; n < 2; n += 1) {
    const before = await collections()
    process.kill(pid, 'SIGWINCH')
    await until('the server has collected its garbage', async () => (await collections()) > before)
  }
  return {
    rss: await metric('process_resident_memory_bytes'),
    heap: (await metric('nodejs_heap_size_used_bytes')) + (await metric('nodejs_external_memory_bytes')),
  }
}
