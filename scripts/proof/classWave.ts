/** One class from the door to the vote: everybody joins, the teacher shows, everybody votes. */
import { setTimeout as sleep } from 'node:timers/promises'
import { RoomClient } from '../../server/testing/roomClient.ts'
import { monotonicMs } from './clock.ts'
import type { Crowd } from './crowd.ts'
import { miscounted } from './miscounted.ts'

const SHOWS = 20
const OPTIONS = 4

export interface WaveResult {
  /** From the opening of the socket until the seat has the room, in ms. */
  joined: number[]
  /** From the teacher's word until each seat has the change, for all shows. */
  shown: number[]
  /** From the vote until it is acknowledged. */
  voted: number[]
  /** Votes that count, and of these, wrong ones. */
  cast: number
  miscounted: number
  /** What did not happen. */
  failed: string[]
}

/** `overMs`: the time within which everybody joins, and within which everybody votes. */
export async function wave(url: string, crowd: Crowd, seats: number, overMs: number): Promise<WaveResult> {
  const { teacher, room } = await RoomClient.teacher(url)
  const joined = await crowd.join(url, room, seats, overMs)
  const failed = [...joined.failed]
  const shown: number[] = []
  for (let n = 0; n < SHOWS; n += 1) {
    // So that no show meets the same moment of the server's timers as the one before.
    await sleep(200 + Math.random() * 300)
    const began = monotonicMs()
    await teacher.act({ of: 'show', moment: { path: '/compare', query: `left=fork&right=vfork&at=${n}` } })
    const arrived = await crowd.arrivals(teacher.seq)
    failed.push(...arrived.failed)
    shown.push(...arrived.times.map((at) => at - began))
  }
  const votes = await vote(teacher, crowd, overMs)
  await crowd.leave()
  await teacher.close()
  return { joined: joined.times, shown, voted: votes.times, cast: votes.cast, miscounted: votes.miscounted, failed: [...failed, ...votes.failed] }
}

/** One question: asked, voted, closed, answered, and compared with what the seats say. */
export async function vote(
  teacher: RoomClient,
  crowd: Crowd,
  overMs: number,
): Promise<{ times: number[]; cast: number; miscounted: number; failed: string[] }> {
  await teacher.act({ of: 'ask', ref: { of: 'typed', text: 'Which one?', options: ['fork', 'vfork', 'posix_spawn', 'clone'] }, seconds: null })
  const question = teacher.state?.ask?.index ?? 0
  const opened = await crowd.arrivals(teacher.seq)
  const { times, cast, failed } = await crowd.vote(question, OPTIONS, overMs)
  await teacher.act({ of: 'close' })
  await teacher.act({ of: 'answer', right: [1] })
  teacher.send({ kind: 'room-results' })
  const results = await teacher.until((word) => word.kind === 'room-results' && word.question === question)
  const votes = results.kind === 'room-results' ? results.votes : []
  return { times, cast: cast.length, miscounted: miscounted(cast, votes, teacher.state?.ask?.counts?.[0] ?? []), failed: [...opened.failed, ...failed] }
}
