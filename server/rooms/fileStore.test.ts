/** Rooms in files survive what ends a process, and what others put into the folder. What every store does is in stores.test.ts. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import {
  appendFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setImmediate } from 'node:timers/promises'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applyChange, newRoom, type RoomChange } from '../../protocol/room.ts'
import { openFileStore as openStore } from './fileStore.ts'
import { openRoomStore } from './openStore.ts'
import { newCode, newEpoch, newId, secretHash } from './secrets.ts'
import { type RoomStore, StoreAway, type StoredRoom } from './store.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const HOUR_MS = 3_600_000

let folder: string
let logged: string[]
const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) })
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'spawnscope-rooms-'))
  logged = []
})
const opened: RoomStore[] = []
async function openFileStore(...how: Parameters<typeof openStore>): Promise<RoomStore> {
  const store = await openStore(...how)
  opened.push(store)
  return store
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()))
  rmSync(folder, { recursive: true, force: true })
})

const ASK: RoomChange = { of: 'ask', ref: { of: 'lesson', lesson: 'fork', step: 1, options: 4 }, closesAt: null }
const asking = (): StoredRoom => {
  const now = Date.now()
  const state = applyChange(newRoom(newCode()), ASK)
  return { id: newId(), epoch: newEpoch(), seq: 0, state, keyHash: secretHash('key'), openedAt: now, endsAt: now + HOUR_MS }
}
const fileOf = (id: string): string => path.join(folder, `${id}.ndjson`)
const linesOf = (id: string): string[] => readFileSync(fileOf(id), 'utf8').trimEnd().split('\n')
/** A write is under way after this: the room has it, and the file does not yet. */
const taken = (): Promise<void> => setImmediate()
const vote = (store: RoomStore, id: string, seat: number, choice = seat % 4): Promise<boolean> => store.vote(id, seat, { question: 1, round: 1, choice })
async function gather(store: RoomStore, id: string): Promise<void> {
  const room = await store.load(id)
  if (room) expect(await store.append(id, room.seq, { of: 'gather' }, 'n', applyChange(room.state, { of: 'gather' }), room.endsAt)).toBe(true)
}

/** A room with something of everything. Gives what a reader sees of it. */
async function filled(store: RoomStore): Promise<StoredRoom> {
  const room = asking()
  expect(await store.create(room)).toBe(true)
  await Promise.all([1, 2, 3].map((at) => store.addSeat(room.id, secretHash(`t${at}`), [[at, at]], 9)))
  await store.setRemoved(room.id, 2, true)
  for (let at = 0; at < 3; at += 1) await gather(store, room.id)
  await Promise.all([1, 2, 3, 3].map((seat) => vote(store, room.id, seat)))
  await store.setKey(room.id, secretHash('another'))
  return room
}
async function seen(store: RoomStore, id: string): Promise<unknown> {
  return Promise.all([store.load(id), store.since(id, 0), store.seats(id), store.seatOf(id, secretHash('t2')), store.votes(id, 1, 1), store.tally(id, 1, 1, 4)])
}
async function reopened(store: RoomStore, compactBytes?: number): Promise<RoomStore> {
  await store.close()
  return openFileStore(folder, log, Date.now, compactBytes)
}

describe('rooms in files', () => {
  it('come back as they were', async () => {
    const store = await openFileStore(folder, log)
    const rooms = [await filled(store), await filled(store)]
    const before = await Promise.all(rooms.map(({ id }) => seen(store, id)))
    const again = await reopened(store)
    expect(await Promise.all(rooms.map(({ id }) => seen(again, id)))).toEqual(before)
    expect(await again.size()).toBe(2)
    expect(await again.byCode(rooms[1]?.state.code ?? '')).toBe(rooms[1]?.id)
    expect((await again.load(rooms[0]?.id ?? ''))?.epoch).toBe(rooms[0]?.epoch)
    // And go on.
    for (const { id } of rooms) {
      await gather(again, id)
      expect(await again.addSeat(id, secretHash('t4'), [[4, 4]], 9)).toMatchObject({ number: 4 })
    }
    await again.close()
    expect(logged).toEqual([])
  })

  it('are gone after their end, and their files with them', async () => {
    const store = await openFileStore(folder, log)
    const [over, stays, untouched] = [await filled(store), await filled(store), await filled(store)]
    await store.append(over.id, 3, { of: 'finish' }, 'n', over.state, Date.now() + HOUR_MS / 2)
    await store.touch(stays.id, Date.now() + 2 * HOUR_MS)
    await store.touch(untouched.id, Date.now() + HOUR_MS / 2)
    await store.close()
    const later = await openFileStore(folder, log, () => Date.now() + HOUR_MS / 2 + 1)
    expect(await later.size()).toBe(1)
    expect(readdirSync(folder)).toEqual([path.basename(fileOf(stays.id))])
    await later.sweep(Date.now() + HOUR_MS + 1)
    expect(readdirSync(folder)).toEqual([])
    await later.close()
  })

  it('write all entries of a moment at once', async () => {
    const store = await openFileStore(folder, log)
    const { id } = await filled(store)
    const before = statSync(fileOf(id)).size
    const voting = Promise.all(Array.from({ length: 300 }, (_, at) => vote(store, id, at + 1)))
    await taken()
    expect(statSync(fileOf(id)).size).toBe(before)
    expect(await Promise.race([voting, store.votes(id, 1, 1)])).toHaveLength(300)
    await voting
    expect(linesOf(id).filter((line) => line.includes('"vote"'))).toHaveLength(304)
    await store.close()
  })

  it('tell nothing that the file does not have yet', async () => {
    const store = await openFileStore(folder, log)
    const { id } = await filled(store)
    const lines = (): number => linesOf(id).length
    for (const reading of [
      () => store.load(id),
      () => store.since(id, 0),
      () => store.seats(id),
      () => store.tally(id, 1, 1, 4),
      () => store.voteOf(id, 1, 1, 1),
    ]) {
      const before = lines()
      const writing = vote(store, id, 1)
      await taken()
      expect(lines()).toBe(before)
      await reading()
      expect(lines()).toBe(before + 1)
      await writing
    }
    await store.close()
  })

  it('drop a last line without its end, which nobody was told of', async () => {
    const store = await openFileStore(folder, log)
    const room = await filled(store)
    await store.close()
    for (const torn of ['{', '{"of":"key","keyHash":"', `{"of":"removed","number":1,"removed":true}`]) {
      const content = readFileSync(fileOf(room.id), 'utf8')
      appendFileSync(fileOf(room.id), torn)
      const again = await openFileStore(folder, log)
      expect(await again.load(room.id)).toMatchObject({ epoch: room.epoch, seq: 3 })
      expect(readFileSync(fileOf(room.id), 'utf8')).toBe(content)
      await vote(again, room.id, 1)
      await again.close()
      expect(linesOf(room.id).at(-1)).toContain('"vote"')
    }
    expect(logged).toEqual([])
  })

  const last = (id: string): unknown => JSON.parse(linesOf(id).at(-1) ?? '')
  it.each([
    ['no JSON', () => '}'],
    ['nothing', () => ''],
    ['zeros, as after a power cut', () => '\0'.repeat(100)],
    ['another shape', () => '{"of":"vote","seat":0}'],
    ['another key', (id: string) => JSON.stringify({ ...(last(id) as object), more: 1 })],
    ['a change out of order', (id: string) => linesOf(id).find((line) => line.startsWith('{"of":"change","seq":2'))],
    ['a second room', (id: string) => linesOf(id)[0]],
    ['a seat twice', (id: string) => linesOf(id).find((line) => line.startsWith('{"of":"seat"'))],
  ])('end the reading at a line that is %s: the class has a new epoch, and what came before', async (_, bad) => {
    const store = await openFileStore(folder, log)
    const room = await filled(store)
    const [before, ...rest] = (await seen(store, room.id)) as [StoredRoom, ...unknown[]]
    await store.close()
    appendFileSync(fileOf(room.id), `${bad(room.id)}\n{"of":"removed","number":1,"removed":true}\n`)
    const again = await openFileStore(folder, log)
    const [after, ...same] = (await seen(again, room.id)) as [StoredRoom, ...unknown[]]
    expect(same).toEqual(rest)
    expect(after).toEqual({ ...before, epoch: after.epoch })
    expect(after.epoch).not.toBe(before.epoch)
    expect(logged.join()).toMatch(new RegExp(`${room.id}.*damaged`))
    // The new epoch stays, and so does what is written from now on.
    await vote(again, room.id, 9)
    const third = await reopened(again)
    expect((await third.load(room.id))?.epoch).toBe(after.epoch)
    expect(await third.voteOf(room.id, 9, 1, 1)).toBe(1)
    expect(logged.join().match(/damaged/g)).toHaveLength(1)
    await third.close()
  })

  it('are compacted, and are the same room with less', async () => {
    const store = await openFileStore(folder, log, Date.now, 20_000)
    const room = await filled(store)
    for (let time = 0; time < 20; time += 1) await Promise.all(Array.from({ length: 50 }, (_, at) => vote(store, room.id, at + 1, (time + at) % 4)))
    for (let time = 0; time < 5; time += 1) await gather(store, room.id)
    const before = await seen(store, room.id)
    expect(linesOf(room.id).length).toBeLessThan(600)
    expect(linesOf(room.id)[1]).toContain('"until"')
    const again = await reopened(store, 20_000)
    expect(await seen(again, room.id)).toEqual(before)
    expect(readdirSync(folder)).toHaveLength(1)
    await again.close()
    expect(logged).toEqual([])
  })

  it('have one server a folder; the next one holds its classes in memory and says so', async () => {
    const data = path.join(folder, 'data')
    const first = await openRoomStore({ redis: null, data }, log)
    const second = await openRoomStore({ redis: null, data }, log)
    expect(logged.join()).toContain('SPAWNSCOPE_DATA')
    const room = asking()
    expect(await second.create(room)).toBe(true)
    expect(readdirSync(path.join(data, 'rooms'))).toEqual([])
    await Promise.all([first.close(), second.close()])
    const third = await openRoomStore({ redis: null, data }, log)
    expect(await third.create(room)).toBe(true)
    expect(readdirSync(path.join(data, 'rooms'))).toHaveLength(1)
    await third.close()
  })

  it('need a folder: an error that names the variable', async () => {
    writeFileSync(path.join(folder, 'file'), '')
    await expect(openFileStore(path.join(folder, 'file', 'rooms'), log)).rejects.toThrow('SPAWNSCOPE_DATA')
  })
})

describe('a file that cannot be written', () => {
  it('lets its class wait, shows nothing of what was refused before it is stored, and then goes on', async () => {
    const store = await openFileStore(folder, log)
    const [room, other] = [await filled(store), await filled(store)]
    // The file is gone, and in its place stands what no rename replaces.
    unlinkSync(fileOf(room.id))
    mkdirSync(fileOf(room.id))
    await expect(vote(store, room.id, 7)).rejects.toThrow(StoreAway)
    for (const asked of [() => store.load(room.id), () => store.votes(room.id, 1, 1), () => store.since(room.id, 0), () => vote(store, room.id, 8)])
      await expect(asked()).rejects.toThrow(StoreAway)
    // One class does not make another wait.
    expect(await vote(store, other.id, 7)).toBe(true)
    rmSync(fileOf(room.id), { recursive: true })
    // What was refused may have been done; what was refused while the class waited was not.
    expect(await store.voteOf(room.id, 7, 1, 1)).toBe(3)
    expect(await store.voteOf(room.id, 8, 1, 1)).toBeNull()
    expect(await vote(store, room.id, 8)).toBe(true)
    const before = await seen(store, room.id)
    const again = await reopened(store)
    expect(await seen(again, room.id)).toEqual(before)
    expect(await again.voteOf(room.id, 8, 1, 1)).toBe(0)
    await again.close()
    expect(readdirSync(folder)).toHaveLength(2)
    // Said once when it fails, and once when it is well.
    expect(logged.filter((line) => line.includes(room.id))).toHaveLength(2)
  })

  it('opens no class', async () => {
    const store = await openFileStore(folder, log)
    const room = asking()
    mkdirSync(fileOf(room.id))
    await expect(store.create(room)).rejects.toThrow(StoreAway)
    expect(await store.load(room.id)).toBeNull()
    expect(await store.byCode(room.state.code)).toBeNull()
    expect(await store.size()).toBe(0)
    rmSync(fileOf(room.id), { recursive: true })
    expect(await store.create(room)).toBe(true)
    await store.close()
  })

  it('that somebody removed is written anew', async () => {
    const store = await openFileStore(folder, log)
    const room = await filled(store)
    unlinkSync(fileOf(room.id))
    expect(await vote(store, room.id, 7)).toBe(true)
    expect(await vote(store, room.id, 8)).toBe(true)
    const before = await seen(store, room.id)
    const again = await reopened(store)
    expect(await seen(again, room.id)).toEqual(before)
    await again.close()
  })

  it('that somebody removes again and again has each entry once', async () => {
    const store = await openFileStore(folder, log)
    const room = await filled(store)
    const writing: Promise<unknown>[] = []
    // Entries come all the time, also while the file is looked at and made anew.
    for (let at = 4; at < 2_000; at += 1) {
      if (at % 300 === 0) rmSync(fileOf(room.id), { force: true })
      writing.push(store.addSeat(room.id, secretHash(`t${at}`), [[at % 64, 0]], 2_000))
      await taken()
    }
    await Promise.all(writing)
    const before = await seen(store, room.id)
    await gather(store, room.id)
    const again = await reopened(store)
    expect(await again.seats(room.id)).toHaveLength(1_999)
    expect((await seen(again, room.id)) as unknown[]).toEqual([expect.anything(), expect.anything(), ...(before as unknown[]).slice(2)])
    expect(logged).toEqual([])
  })

  it('is on a full disk: what was acknowledged stays, and the rest waits', async ({ skip }) => {
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', folder], { encoding: 'utf8' })
    if (mounted.status !== 0) {
      // Only root may mount; a CI without root runs the rest.
      console.warn(`skipped, no small disk can be mounted here: ${mounted.stderr}`)
      if (process.env.CI === 'true' && process.getuid?.() === 0) throw new Error(mounted.stderr)
      return skip()
    }
    try {
      const store = await openFileStore(folder, log)
      const { id } = await filled(store)
      const acknowledged = new Set<number>()
      const refused = async (from: number): Promise<boolean> => {
        const group = Array.from({ length: 100 }, (_, at) => from + at)
        const done = await Promise.allSettled(group.map((seat) => vote(store, id, seat)))
        for (const [at, one] of done.entries()) {
          if (one.status === 'fulfilled') acknowledged.add(group[at] ?? 0)
          else expect(one.reason).toBeInstanceOf(StoreAway)
        }
        return done.some(({ status }) => status === 'rejected')
      }
      writeFileSync(path.join(folder, 'much'), 'x'.repeat(60_000))
      let from = 1
      while (!(await refused(from))) from += 100
      expect(await refused(5_000)).toBe(true)
      unlinkSync(path.join(folder, 'much'))
      expect(await vote(store, id, 9_000)).toBe(true)
      acknowledged.add(9_000)
      const again = await reopened(store)
      const stored = new Set((await again.votes(id, 1, 1)).map(({ seat }) => seat))
      expect([...acknowledged].filter((seat) => !stored.has(seat))).toEqual([])
      expect(stored.has(5_000)).toBe(false)
      await again.close()
      expect(readdirSync(folder)).toEqual([path.basename(fileOf(id))])
    } finally {
      spawnSync('umount', [folder])
    }
  })
})

describe('in a folder that others write into', () => {
  it('nothing is read that is no plain file of a class, and all of it stays', async () => {
    const store = await openFileStore(folder, log)
    const room = await filled(store)
    await store.close()
    const victim = path.join(folder, 'victim')
    renameSync(fileOf(room.id), victim)
    const content = readFileSync(victim, 'utf8')
    symlinkSync('victim', fileOf(room.id))
    linkSync(victim, fileOf(newId()))
    symlinkSync('/dev/zero', fileOf(newId()))
    spawnSync('mkfifo', [fileOf(newId())])
    mkdirSync(fileOf(newId()))
    const [large, other] = [newId(), newId()]
    writeFileSync(fileOf(large), '')
    truncateSync(fileOf(large), 1024 ** 3)
    // A class under another one's name.
    writeFileSync(fileOf(other), content)
    writeFileSync(path.join(folder, 'notes.ndjson'), 'mine')
    writeFileSync(path.join(folder, `${spawnSync('/bin/true').pid}-0a.tmp`), 'unfinished')
    const names = readdirSync(folder).filter((name) => !name.endsWith('.tmp'))
    const again = await openFileStore(folder, log)
    expect(await again.size()).toBe(0)
    expect(await again.load(room.id)).toBeNull()
    expect(readdirSync(folder)).toEqual(names)
    expect(readFileSync(victim, 'utf8')).toBe(content)
    const fresh = await filled(again)
    const third = await reopened(again)
    expect(await third.size()).toBe(1)
    expect(await third.load(fresh.id)).not.toBeNull()
    await third.close()
  })

  it('what takes the place of a file that is open is replaced, and what it leads to is not touched', async () => {
    const store = await openFileStore(folder, log)
    const room = await filled(store)
    const victim = path.join(folder, 'victim')
    writeFileSync(victim, 'precious')
    unlinkSync(fileOf(room.id))
    symlinkSync('victim', fileOf(room.id))
    expect(await vote(store, room.id, 7)).toBe(true)
    expect(readFileSync(victim, 'utf8')).toBe('precious')
    // Somebody else's file is not removed with the class.
    unlinkSync(fileOf(room.id))
    writeFileSync(fileOf(room.id), 'theirs')
    await store.sweep(Date.now() + HOUR_MS + 1)
    expect(readFileSync(fileOf(room.id), 'utf8')).toBe('theirs')
    await store.close()
  })
})

describe('a server that is killed', () => {
  /** Kills it after it has acknowledged so much. Gives what it has acknowledged. */
  async function killed(id: string, after: number): Promise<Map<string, number[]>> {
    const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', path.join(ROOT, 'server/testing/roomWriter.ts'), folder, id], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const gone = once(child, 'exit')
    const said = new Map<string, number[]>()
    let count = 0
    if (child.stdout)
      for await (const line of createInterface(child.stdout)) {
        const [what = '', number] = line.split(' ')
        said.set(what, [...(said.get(what) ?? []), Number(number)])
        count += 1
        if (count === after) child.kill('SIGKILL')
      }
    await gone
    return said
  }

  it('has lost nothing that it acknowledged', async () => {
    for (let time = 0; time < 6; time += 1) {
      const id = newId()
      const said = await killed(id, randomInt(1, 2_000))
      const store = await openFileStore(folder, log)
      expect(await store.load(id)).toMatchObject({ epoch: 'epoch-00' })
      const votes = new Map((await store.votes(id, 1, 1)).map(({ seat, choice }) => [seat, choice]))
      expect((said.get('vote') ?? []).filter((seat) => votes.get(seat) !== seat % 4)).toEqual([])
      const counts = [0, 1, 2, 3].map((choice) => [...votes.values()].filter((one) => one === choice).length)
      expect(await store.tally(id, 1, 1, 4)).toEqual(counts)
      const seats = new Set((await store.seats(id)).map(({ number }) => number))
      expect((said.get('seat') ?? []).filter((number) => !seats.has(number))).toEqual([])
      expect((await store.load(id))?.seq).toBeGreaterThanOrEqual(Math.max(0, ...(said.get('change') ?? [])))
      await store.close()
      rmSync(fileOf(id))
    }
    expect(logged).toEqual([])
    expect(readdirSync(folder)).toEqual([])
  })
})
