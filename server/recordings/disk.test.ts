import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { OWN_RECORDING_MS } from '../limits.ts'
import { openDisk } from './disk.ts'
import { recordingIdOf } from './recordings.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'spawnscope-disk-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const text = (n: number, bytes = 300): Buffer => Buffer.from(String(n).padEnd(bytes, 'x'))

describe('recordings on disk', () => {
  it('are named by the hash of their content, and survive a restart', async () => {
    const disk = await openDisk(folder, 1_000_000)
    const ids = await Promise.all([1, 2, 3, 2].map((n) => disk.keep(text(n))))
    expect(ids[1]).toBe(ids[3])
    const again = await openDisk(folder, 1_000_000)
    expect(await again.size()).toEqual({ count: 3, bytes: 900 })
    expect(await again.get(ids[0] ?? '')).toEqual(text(1))
    expect(readdirSync(folder).toSorted()).toEqual([...new Set(ids)].map((id) => `${id}.ndjson`).toSorted())
  })

  it('make room: the oldest that is not pinned first', async () => {
    const disk = await openDisk(folder, 1_000)
    const ids: string[] = []
    for (let n = 0; n < 6; n += 1) {
      ids.push(await disk.keep(text(n)))
      if (n === 0) await disk.pin(ids[0] ?? '')
    }
    expect(await Promise.all(ids.map(async (id) => (await disk.get(id)) !== null))).toEqual([true, false, false, false, true, true])
    await disk.unpin(ids[0] ?? '')
    await disk.keep(text(7))
    expect(await disk.get(ids[0] ?? '')).toBeNull()
    expect((await disk.size()).bytes).toBeLessThanOrEqual(1_000)
  })

  it('of visitors’ programs live for a day, and nobody can pin them', async () => {
    const disk = await openDisk(folder, 1_000_000)
    const [young, old] = [await disk.keep(text(1), true), await disk.keep(text(2), true)]
    const ever = await disk.keep(text(3))
    expect(await Promise.all([young, old, ever].map((id) => disk.isBrief(id)))).toEqual([true, true, false])
    for (const id of [young, old, ever]) await disk.pin(id)
    writeFileSync(path.join(folder, `${old}.pin`), '')
    const file = path.join(folder, `${old}.brief.ndjson`)
    const aDayAgo = (Date.now() - OWN_RECORDING_MS) / 1000
    for (const aged of [file, path.join(folder, `${ever}.ndjson`)]) utimesSync(aged, aDayAgo, aDayAgo)
    expect(await Promise.all([young, old, ever].map(async (id) => (await disk.get(id)) !== null))).toEqual([true, false, true])
    await disk.close()
    const again = await openDisk(folder, 1_000_000)
    expect(existsSync(file)).toBe(false)
    expect(await again.size()).toEqual({ count: 2, bytes: 600 })
    expect(readdirSync(folder).toSorted()).toEqual([`${young}.brief.ndjson`, `${old}.pin`, `${ever}.ndjson`, `${ever}.pin`].toSorted())
    await again.close()
  })

  it('of visitors’ programs make room, pinned or not', async () => {
    const disk = await openDisk(folder, 700)
    const first = await disk.keep(text(1), true)
    writeFileSync(path.join(folder, `${first}.pin`), '')
    await disk.keep(text(2))
    await disk.keep(text(3))
    expect(await disk.get(first)).toBeNull()
    expect(await disk.size()).toEqual({ count: 2, bytes: 600 })
  })

  it('never serve a truncated or changed file, nor one that is no recording', async () => {
    const disk = await openDisk(folder, 1_000_000)
    const id = await disk.keep(text(1))
    writeFileSync(path.join(folder, `${id}.ndjson`), text(1).subarray(0, 100))
    expect(await disk.get(id)).toBeNull()
    for (const bad of ['', '..', '../../etc/passwd', '/etc/passwd', `${id}/..`, `${id}\0`, 'x'.repeat(1_000_000)]) expect(await disk.get(bad)).toBeNull()
  })

  it('leave no unfinished file behind', async () => {
    // The pid of a process that has ended.
    const { pid } = spawnSync('/bin/true')
    writeFileSync(path.join(folder, `${pid}-1.tmp`), 'half')
    writeFileSync(path.join(folder, `${process.ppid}-1.tmp`), 'another server writes this')
    await openDisk(folder, 1_000_000)
    expect(readdirSync(folder)).toEqual([`${process.ppid}-1.tmp`])
  })

  it('that could not be written are not acknowledged, and the next one is', async () => {
    const disk = await openDisk(folder, 1_000_000)
    rmSync(folder, { recursive: true })
    await expect(disk.keep(text(1))).rejects.toThrow('ENOENT')
    mkdirSync(folder)
    expect(await disk.keep(text(1))).toBe(recordingIdOf(text(1)))
    await expect(disk.keep(text(1, 1_000_001))).rejects.toThrow('larger than')
  })

  it('need a folder: an error that names the variable', async () => {
    writeFileSync(path.join(folder, 'file'), '')
    await expect(openDisk(path.join(folder, 'file', 'recordings'), 1_000)).rejects.toThrow('SPAWNSCOPE_DATA')
  })

  describe('in a folder that others write into', () => {
    const nameOf = (n: number): string => path.join(folder, `${recordingIdOf(text(n))}.ndjson`)
    /** One of everything that may have the name of a recording. */
    function plant(): void {
      writeFileSync(path.join(folder, 'elsewhere'), text(13))
      symlinkSync('/no/such/file', nameOf(11))
      spawnSync('mkfifo', [nameOf(12)])
      symlinkSync('elsewhere', nameOf(13))
      mkdirSync(nameOf(14))
      writeFileSync(nameOf(15), '')
      truncateSync(nameOf(15), 1024 ** 3)
      symlinkSync(path.basename(nameOf(16)), nameOf(16))
      symlinkSync('/dev/zero', nameOf(17))
    }
    const PLANTED = [11, 12, 13, 14, 15, 16, 17]

    it('start, and read nothing that is no plain file of the size of a recording', async () => {
      plant()
      const disk = await openDisk(folder, 1024 ** 4, 100_000)
      expect(await disk.size()).toEqual({ count: 0, bytes: 0 })
      for (const n of PLANTED) expect(await disk.get(recordingIdOf(text(n)))).toBeNull()
      const id = await disk.keep(text(1))
      expect(await disk.get(id)).toEqual(text(1))
    })

    it('read nothing that came later either, and store their own beside it', async () => {
      const disk = await openDisk(folder, 1024 ** 4, 100_000)
      plant()
      for (const n of PLANTED) expect(await disk.get(recordingIdOf(text(n)))).toBeNull()
      // What has its name is replaced, and what a link points to stays. Only a folder cannot be.
      for (const n of [11, 12, 13, 15, 16, 17]) expect(await disk.get(await disk.keep(text(n)))).toEqual(text(n))
      expect(readFileSync(path.join(folder, 'elsewhere'))).toEqual(text(13))
      await expect(disk.keep(text(14))).rejects.toThrow('EISDIR')
      expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
    })

    it('are not pushed out by a planted file, however large', async () => {
      const first = await openDisk(folder, 1_000)
      const ids = [await first.keep(text(1)), await first.keep(text(2))]
      plant()
      const again = await openDisk(folder, 1_000)
      ids.push(await again.keep(text(3)))
      for (const id of ids) expect(await again.get(id)).not.toBeNull()
      expect(existsSync(nameOf(15))).toBe(true)
    })

    it('make room without removing what somebody put in the place of one', async () => {
      const disk = await openDisk(folder, 700)
      await disk.keep(text(1))
      const other = path.join(folder, 'other')
      writeFileSync(other, text(1))
      renameSync(other, nameOf(1))
      await disk.keep(text(2))
      await disk.keep(text(3))
      expect(readFileSync(nameOf(1))).toEqual(text(1))
      expect(await disk.size()).toEqual({ count: 2, bytes: 600 })
    })

    it('another server removes meanwhile are gone, and are stored again', async () => {
      const [one, two] = [await openDisk(folder, 700), await openDisk(folder, 1_000_000)]
      const id = await two.keep(text(1))
      await one.keep(text(1))
      await one.keep(text(2))
      await one.keep(text(3))
      expect(await two.get(id)).toBeNull()
      await two.keep(text(1))
      expect(await two.get(id)).toEqual(text(1))
    })

    it('start while another server makes room', async () => {
      const other = await openDisk(folder, 3_000)
      let n = 0
      const storing = (async () => {
        for (; n < 300; n += 1) await other.keep(text(n))
      })()
      while (n < 300) await openDisk(folder, 1_000_000)
      await storing
    })

    it('a pin is a name, and what a planted one points to is not touched', async () => {
      const disk = await openDisk(folder, 700)
      const victim = path.join(folder, 'victim')
      writeFileSync(victim, 'precious')
      const id = await disk.keep(text(1))
      symlinkSync('victim', path.join(folder, `${id}.pin`))
      await disk.pin(id)
      expect(readFileSync(victim, 'utf8')).toBe('precious')
      for (const other of [2, 3, 4]) await disk.keep(text(other))
      expect(await disk.get(id)).toEqual(text(1))
    })

    it('unfinished files are removed only if they are plain files with the name of one', async () => {
      const { pid } = spawnSync('/bin/true')
      symlinkSync('/etc/passwd', path.join(folder, `${pid}-1.tmp`))
      for (const name of ['notes.tmp', '12x-1.tmp']) writeFileSync(path.join(folder, name), '')
      await openDisk(folder, 1_000)
      expect(readdirSync(folder).toSorted()).toEqual(['12x-1.tmp', 'notes.tmp', `${pid}-1.tmp`].toSorted())
    })
  })

  it('80: on a full disk are not acknowledged, and nothing half is left', async ({ skip }) => {
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { encoding: 'utf8' })
    if (mounted.status !== 0) {
      // Only root may mount; a CI without root runs the rest.
      console.warn(`skipped, no small disk can be mounted here: ${mounted.stderr}`)
      if (process.env.CI === 'true' && process.getuid?.() === 0) throw new Error(mounted.stderr)
      return skip()
    }
    try {
      const disk = await openDisk(folder, 1_000_000)
      const id = await disk.keep(text(1, 10_000))
      await expect(disk.keep(text(2, 100_000))).rejects.toThrow('ENOSPC')
      expect(readdirSync(folder)).toEqual([`${id}.ndjson`])
      expect(await disk.get(id)).toEqual(text(1, 10_000))
      expect(await disk.keep(text(3, 10_000))).toHaveLength(32)
    } finally {
      spawnSync('umount', [folder])
    }
  })
})
