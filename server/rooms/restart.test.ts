/** A class whose server dies, and a class on two servers. Real processes, killed with SIGKILL. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fakeHelperIn } from '../testing/fakeServer.ts'
import { findKilledClass, killWhileVoting } from '../testing/killedClass.ts'
import { hasRedis, type RedisServer, startRedis } from '../testing/redisServer.ts'
import { RoomClient } from '../testing/roomClient.ts'
import { QUESTION } from '../testing/roomScenes.ts'
import { type ServerProcess, startServerProcess } from '../testing/serverProcess.ts'

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

const WHOLE = { acknowledged: PUPILS, lost: 0, miscounted: 0, goesOn: true }

describe('a server killed while a class votes', () => {
  it('with a data folder: every acknowledged vote is there after the restart, in the same room', async () => {
    const left = await killWhileVoting(await start(), PUPILS, 3 * PUPILS)
    expect(await findKilledClass((await start()).url, left)).toEqual(WHOLE)
  })

  it.runIf(hasRedis())('with a Redis: the other server has the room at once, with every acknowledged vote', async () => {
    redis = await startRedis()
    const [one, two] = await Promise.all([start({ REDIS_URL: redis.url }), start({ REDIS_URL: redis.url })])
    expect(await findKilledClass(two.url, await killWhileVoting(one, PUPILS, 3 * PUPILS))).toEqual(WHOLE)
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
