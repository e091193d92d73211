/** A class that votes while its server is killed, and what another server knows of it afterwards. */
import { setTimeout as sleep } from 'node:timers/promises'
import { RoomClient } from './roomClient.ts'
import { openQuestion, QUESTION } from './roomScenes.ts'
import type { ServerProcess } from './serverProcess.ts'

const OPTIONS = QUESTION.ref.options

/** What the class knew when its server died. */
export interface KilledClass {
  room: string
  key: string
  epoch: string
  /** The tokens of all seats. */
  seats: string[]
  /** The last vote of each seat that the server has acknowledged, by the seat's token. */
  acknowledged: Map<string, number>
}

/**
 * Everybody votes, and votes again as soon as the vote is acknowledged. The server is killed once `votes` are, and `thenMs` later.
 * A seat's next vote is one option further, so that a vote on its way can be told from one that is lost.
 */
export async function killWhileVoting(server: ServerProcess, pupils: number, votes: number, thenMs = 0): Promise<KilledClass> {
  const { teacher, room, key, seats } = await openQuestion(server.url, pupils)
  const acknowledged = new Map<string, number>()
  let count = 0
  const voting = seats.map(async (seat, n) => {
    for (let choice = n % OPTIONS; ; choice = (choice + 1) % OPTIONS) {
      if ((await seat.vote(choice).catch(() => 'gone')) !== 'voted') return
      acknowledged.set(seat.token ?? '', choice)
      count += 1
      if (count === votes) void sleep(thenMs).then(() => server.kill())
    }
  })
  await Promise.all(voting)
  return { room, key, epoch: teacher.epoch, seats: seats.map(({ token }) => token ?? ''), acknowledged }
}

/** What a server knows of such a class. */
export interface FoundClass {
  acknowledged: number
  /** Acknowledged votes that are not there, and not replaced by the vote that was on its way. */
  lost: number
  /** Votes that the tally has and no seat, or the other way round. */
  miscounted: number
  /** Whether it is the same room, in which the same question is open, and which goes on. */
  goesOn: boolean
}

/** Enters with every seat, compares, and ends the question. */
export async function findKilledClass(url: string, { room, key, epoch, seats, acknowledged }: KilledClass): Promise<FoundClass> {
  const counts = Array<number>(OPTIONS).fill(0)
  let lost = 0
  let same = true
  for (const seat of seats) {
    const client = await RoomClient.connect(url)
    const { mine, state } = await client.enter({ room, as: 'student', seat })
    await client.close()
    const choice = acknowledged.get(seat)
    if (choice !== undefined && mine?.choice !== choice && mine?.choice !== (choice + 1) % OPTIONS) lost += 1
    if (mine) counts[mine.choice] = (counts[mine.choice] ?? 0) + 1
    same &&= state.ask?.phase === 'open'
  }
  const teacher = await RoomClient.connect(url)
  same &&= (await teacher.enter({ room, as: 'teacher', key })).epoch === epoch
  const tally = await teacher.next('room-tally')
  await teacher.act({ of: 'close' })
  await teacher.act({ of: 'answer', right: [1] })
  await teacher.close()
  const miscounted = counts.reduce((sum, count, choice) => sum + Math.abs(count - (tally.counts[choice] ?? 0)), 0)
  return { acknowledged: acknowledged.size, lost, miscounted, goesOn: same && teacher.gaps.length === 0 }
}
