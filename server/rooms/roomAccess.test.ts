/** Who gets into a class and who does not: keys, codes that are guessed, and what an operator allows. */
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Serving } from '../serve.ts'
import { startServer } from '../testing/fakeServer.ts'
import { RoomClient } from '../testing/roomClient.ts'
import { openQuestion, refusedEntry } from '../testing/roomScenes.ts'

let serving: Serving
beforeEach(async () => {
  serving = await startServer('fake')
})
afterEach(() => serving.close())

describe('secrets', () => {
  it('a new code kills the old one, a new key signs out every other device', async () => {
    const { teacher, room, code, key } = await RoomClient.teacher(serving.url)
    const phone = await RoomClient.connect(serving.url)
    await phone.enter({ room, as: 'teacher', key })
    await teacher.act({ of: 'recode' })
    const fresh = (await phone.see((state) => state.code !== code)).code
    expect(await refusedEntry(serving.url, { code, as: 'student' })).toBe('unknown_code')
    expect((await (await RoomClient.connect(serving.url)).enter({ code: fresh, as: 'student' })).you.as).toBe('student')
    teacher.send({ kind: 'room-act', n: 'rekey', act: { of: 'rekey' } })
    const acted = await teacher.next('room-acted')
    expect((await phone.next('room-out')).why).toBe('signed-out')
    expect(await refusedEntry(serving.url, { room, as: 'teacher', key })).toBe('not_teacher')
    const again = await RoomClient.connect(serving.url)
    expect((await again.enter({ room, as: 'teacher', key: acted.key ?? '' })).you.as).toBe('teacher')
    await teacher.act({ of: 'gather' })
  })

  it('no frame of a seat or a wall holds a key, another token, or an address', async () => {
    const { teacher, room, key, seats } = await openQuestion(serving.url, 2)
    const wall = await RoomClient.seat(serving.url, room, 'screen')
    await seats[0].vote(0)
    await teacher.act({ of: 'close' })
    await teacher.act({ of: 'answer', right: [] })
    await wall.see(({ ask }) => ask?.phase === 'answered')
    const [anna, ben] = seats
    const seen = [...wall.frames, ...anna.frames].join('\n')
    for (const secret of [key, ben?.token ?? '-', '127.0.0.1']) expect(seen.includes(secret)).toBe(false)
    expect(wall.frames.join('\n').includes(anna.token ?? '-')).toBe(false)
  })

  it('a guesser of codes loses his socket, and a wrong id or code says so', async () => {
    const guesser = await RoomClient.connect(serving.url)
    const closed = once(guesser.socket, 'close')
    for (let tries = 0; tries < 5; tries += 1) {
      guesser.send({ kind: 'room-enter', code: `0000000${tries}`, as: 'student' })
      expect((await guesser.next('room-refused')).refusal.code).toBe('unknown_code')
    }
    expect((await closed)[0]).toBe(1008)
    expect(await refusedEntry(serving.url, { room: 'A'.repeat(22), as: 'student' })).toBe('unknown_room')
    expect(await refusedEntry(serving.url, { as: 'student' })).toBe('bad_message')
  })
})

describe('codes that are guessed from many sockets', () => {
  it('slow down every typed code of that address, right or wrong, and no link', async () => {
    const { room, code } = await RoomClient.teacher(serving.url)
    const guess = async (at: number): Promise<void> => {
      const client = await RoomClient.connect(serving.url)
      for (let tries = 0; tries < 5; tries += 1) {
        client.send({ kind: 'room-enter', code: String((Number(code) + 1 + 5 * at + tries) % 1e8).padStart(8, '0'), as: 'student' })
        await client.next('room-refused')
      }
    }
    // The budget of an address: 200 wrong codes.
    await Promise.all(Array.from({ length: 40 }, (_, at) => guess(at)))
    const order: string[] = []
    const [wrong, right, scanned] = await Promise.all([1, 2, 3].map(() => RoomClient.connect(serving.url)))
    wrong?.send({ kind: 'room-enter', code: String((Number(code) + 999) % 1e8).padStart(8, '0'), as: 'student' })
    const refused = wrong?.next('room-refused').then(() => order.push('wrong'))
    right?.send({ kind: 'room-enter', code, as: 'student' })
    const entered = right?.next('room').then(() => order.push('right'))
    // By its link one is in at once, while both wait in one line.
    await scanned?.enter({ room, as: 'student' })
    order.push('scanned')
    await Promise.all([refused, entered])
    expect(order).toEqual(['scanned', 'wrong', 'right'])
  })
})

describe('an operator', () => {
  const on = async (env: Record<string, string>, does: (url: string) => Promise<void>): Promise<void> => {
    const other = await startServer('fake', env)
    try {
      await does(other.url)
    } finally {
      await other.close()
    }
  }
  const open = async (url: string, password?: string): Promise<string> => {
    const client = await RoomClient.connect(url)
    client.send({ kind: 'room-open', ...(password !== undefined && { password }) })
    const word = await client.until(({ kind }) => kind === 'room-opened' || kind === 'room-refused')
    return word.kind === 'room-refused' ? word.refusal.code : 'opened'
  }

  it('may hold no classes', () =>
    on({ SPAWNSCOPE_ROOMS: 'off' }, async (url) => {
      expect(await open(url)).toBe('rooms_off')
    }))
  it('may want a password, and a guess costs as much as a class', () =>
    on({ SPAWNSCOPE_ROOM_PASSWORD: 'open sesame', SPAWNSCOPE_ROOMS_PER_ADDRESS: '3' }, async (url) => {
      expect(await open(url)).toBe('room_password')
      expect(await open(url, 'guess')).toBe('room_password')
      expect(await open(url, 'open sesame')).toBe('opened')
      expect(await open(url, 'guess')).toBe('rate_limit')
    }))
  it('bounds how many there are, and how many seats each has', () =>
    on({ SPAWNSCOPE_ROOMS: 'on', SPAWNSCOPE_ROOMS_AT_ONCE: '1', SPAWNSCOPE_SEATS_PER_ROOM: '2' }, async (url) => {
      const { room } = await RoomClient.teacher(url)
      await RoomClient.seat(url, room)
      await RoomClient.seat(url, room)
      const third = await RoomClient.connect(url)
      third.send({ kind: 'room-enter', room, as: 'student' })
      expect((await third.next('room-refused')).refusal.code).toBe('room_full')
      expect(await open(url)).toBe('rooms_full')
    }))
})
