/** A class whose server dies, and a class on two servers. Real processes, killed with SIGKILL. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Act } from '../../protocol/room.ts'
import { fakeHelperIn } from '../testing/fakeServer.ts'
import { hasRedis, type RedisServer, startRedis } from '../testing/redisServer.ts'
import { RoomClient } from '../testing/roomClient.ts'
import { type ServerProcess, startServerProcess } from '../testing/serverProcess.ts'

const QUESTION: Act = { of: 'ask', ref: { of: 'lesson', lesson: 'fork-in-slow-motion', step: 2, options: 3 }, seconds: null }
const PUPILS = 30

let scratch: string
let redis: RedisServer | null
const running: ServerProcess[] = []
beforeEach(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope-class-'))
  redis = null
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.kill()))
  await redis?.stop()
  rmSync(scratch, { recursive: true, force: true })
})

async function start(env: Record<string, string> = {}): Promise<ServerProcess> {
  const server = await startServerProcess({
    SPAWNSCOPE_HELPER: fakeHelperIn(scratch),
    SPAWNSCOPE_DATA: path.join(scratch, 'data'),
    LOG_LEVEL: 'silent',
    ...env,
  })
  running.push(server)
  return server
}

/** Everybody votes at once and the server is killed in the middle. Gives each seat's token, and its vote as far as it was acknowledged. */
async function killedWhileVoting(server: ServerProcess) {
  const { teacher, room, key } = await RoomClient.teacher(server.url)
  const seats = await Promise.all(Array.from({ length: PUPILS }, () => RoomClient.seat(server.url, room)))
  await teacher.act(QUESTION)
  await Promise.all(seats.map((seat) => seat.see(({ ask }) => ask?.phase === 'open')))
  const acknowledged = new Map<string, number>()
  let votes = 0
  const voting = seats.map(async (seat, n) => {
    for (let choice = n % 3; ; choice = (choice + 1) % 3) {
      if ((await seat.vote(choice).catch(() => 'gone')) !== 'voted') return
      acknowledged.set(seat.token ?? '', choice)
      votes += 1
      if (votes === 3 * PUPILS) void server.kill()
    }
  })
  await Promise.all(voting)
  return { room, key, acknowledged, epoch: teacher.epoch, seq: teacher.seq }
}

/** Each seat has the vote that was acknowledged to it, or one that it sent after that. */
async function expectNothingLost(url: string, { room, key, acknowledged, epoch }: Awaited<ReturnType<typeof killedWhileVoting>>): Promise<void> {
  expect(acknowledged.size).toBe(PUPILS)
  for (const [seat, choice] of acknowledged) {
    const client = await RoomClient.connect(url)
    const { mine, state } = await client.enter({ room, as: 'student', seat })
    expect(state.ask?.phase).toBe('open')
    expect([choice, (choice + 1) % 3]).toContain(mine?.choice)
    await client.close()
  }
  const teacher = await RoomClient.connect(url)
  expect((await teacher.enter({ room, as: 'teacher', key })).epoch).toBe(epoch)
  const word = await teacher.until((one) => one.kind === 'room-tally')
  expect(word.kind === 'room-tally' && word.counts.reduce((sum, count) => sum + count, 0)).toBe(PUPILS)
  await teacher.act({ of: 'close' })
  await teacher.act({ of: 'answer', right: [1] })
  expect(teacher.gaps).toEqual([])
}

describe('a server killed while a class votes', () => {
  it('with a data folder: every acknowledged vote is there after the restart, in the same room', async () => {
    const left = await killedWhileVoting(await start())
    await expectNothingLost((await start()).url, left)
  })

  it.runIf(hasRedis())('with a Redis: the other server has the room at once, with every acknowledged vote', async () => {
    redis = await startRedis()
    const [one, two] = await Promise.all([start({ REDIS_URL: redis.url }), start({ REDIS_URL: redis.url })])
    await expectNothingLost(two.url, await killedWhileVoting(one))
  })
})

describe.runIf(hasRedis())('two servers', () => {
  it('are one room: seats of both vote, one teacher leads, each change comes once and in order', async () => {
    redis = await startRedis()
    const [one, two] = await Promise.all([start({ REDIS_URL: redis.url }), start({ REDIS_URL: redis.url })])
    const { teacher, room, code, key } = await RoomClient.teacher(one.url)
    const anna = await RoomClient.seat(one.url, room)
    const ben = await RoomClient.connect(two.url)
    await ben.enter({ code, as: 'student' })
    const phone = await RoomClient.connect(two.url)
    await phone.enter({ room, as: 'teacher', key })
    await teacher.act(QUESTION)
    await ben.see(({ ask }) => ask?.phase === 'open')
    await anna.see(({ ask }) => ask?.phase === 'open')
    expect(await anna.vote(0)).toBe('voted')
    expect(await ben.vote(1)).toBe('voted')
    for (const leads of [teacher, phone]) await leads.until((word) => word.kind === 'room-tally' && word.counts.join() === '1,1,0')
    await teacher.until((word) => word.kind === 'room-count' && word.here === 2 && word.teachers === 2)
    // Both devices close at the same moment: one does it, the other hears that it is done or too late.
    phone.send({ kind: 'room-act', n: 'phone', act: { of: 'close' } })
    teacher.send({ kind: 'room-act', n: 'laptop', act: { of: 'close' } })
    const answers = await Promise.all([phone, teacher].map((leads) => leads.until((word) => word.kind === 'room-acted' || word.kind === 'room-refused')))
    expect(answers.filter(({ kind }) => kind === 'room-acted').length).toBe(1)
    await ben.see(({ ask }) => ask?.phase === 'closed')
    expect(await ben.vote(0)).toBe('vote_closed')
    await phone.act({ of: 'answer', right: [1] })
    const answered = await anna.see(({ ask }) => ask?.phase === 'answered')
    expect(answered.ask?.counts).toEqual([[1, 1, 0]])
    for (const client of [teacher, phone, anna, ben]) expect(client.gaps).toEqual([])
    await teacher.act({ of: 'remove', seat: 2 })
    expect((await ben.next('room-out')).why).toBe('removed')
  })

  it('refuse and keep everybody in while the Redis is away, and go on when it is back', async () => {
    const first = await startRedis()
    redis = first
    const server = await start({ REDIS_URL: first.url })
    const { teacher, room } = await RoomClient.teacher(server.url)
    const anna = await RoomClient.seat(server.url, room)
    await teacher.act(QUESTION)
    await anna.see(({ ask }) => ask?.phase === 'open')
    await first.stop()
    expect(await anna.vote(0)).toBe('room_store_away')
    expect(await teacher.refused({ of: 'close' })).toBe('room_store_away')
    expect([anna.socket.readyState, teacher.socket.readyState]).toEqual([anna.socket.OPEN, teacher.socket.OPEN])
  })
})
