import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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
