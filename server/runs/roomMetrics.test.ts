/** /metrics counts classes and who is in them, and nothing else of them. */
import { expect, it } from 'vitest'
import { startServer } from '../testing/fakeServer.ts'
import { RoomClient } from '../testing/roomClient.ts'

it('counts classes and browsers in them, and names none', async () => {
  const server = await startServer('fake')
  const read = async () => (await fetch(`${server.url}/metrics`)).text()
  expect(await read()).toMatch(/^spawnscope_rooms 0$/m)
  const { teacher, room, code } = await RoomClient.teacher(server.url)
  const seat = await RoomClient.seat(server.url, room)
  const text = await read()
  expect(text).toMatch(/^spawnscope_rooms 1$/m)
  expect(text).toMatch(/^spawnscope_room_members 2$/m)
  for (const secret of [room, code]) expect(text).not.toContain(secret)
  await seat.close()
  await teacher.close()
  await server.close()
})
