/** The helper of a package: as it was packed, damaged, on a stick, or for another machine. */
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findPrebuilt, PREBUILT_TABLE, withPrebuilt } from './prebuilt.ts'

const MACHINE = 'linux-x64'
const FILES = { 'app/spawnscope': '#!/bin/sh\n', 'app/targets/denied': 'not to be executed\n' }
let place: { folder: string; data: string }
const inside = (file: string): string => path.join(place.folder, MACHINE, file)

beforeEach(() => {
  const root = mkdtempSync(path.join(tmpdir(), 'spawnscope-prebuilt-'))
  place = { folder: path.join(root, 'prebuilt'), data: path.join(root, 'data') }
  const table: Record<string, object> = {}
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(path.dirname(inside(file)), { recursive: true })
    writeFileSync(inside(file), text)
    const executable = file.endsWith('spawnscope')
    chmodSync(inside(file), executable ? 0o755 : 0o644)
    table[`${MACHINE}/${file}`] = { sha256: createHash('sha256').update(text).digest('hex'), executable }
  }
  writeFileSync(path.join(place.folder, PREBUILT_TABLE), JSON.stringify(table))
})
afterEach(() => rmSync(path.dirname(place.folder), { recursive: true }))

const refusalAt = (machine = MACHINE) => {
  const found = findPrebuilt(place, machine)
  return found.ok ? null : found.refusal
}

it('as it was packed, it is used where it lies', () => {
  const build = path.join(place.folder, MACHINE)
  expect(findPrebuilt(place, MACHINE)).toEqual({ ok: true, build, helper: path.join(build, 'app/spawnscope') })
})

it.each([
  ['a changed file', () => writeFileSync(inside('app/spawnscope'), '#!/bin/false\n'), 'app/spawnscope is not the one that was packed'],
  ['a missing file', () => rmSync(inside('app/targets/denied')), 'app/targets/denied cannot be read'],
  ['no table', () => rmSync(path.join(place.folder, PREBUILT_TABLE)), 'files.json cannot be read'],
  ['half a table', () => writeFileSync(path.join(place.folder, PREBUILT_TABLE), '{"linux-x64/app'), 'files.json cannot be read'],
])('%s: damaged, with the cure', (_, damage, fault) => {
  damage()
  expect(refusalAt()).toMatchObject({ code: 'live_unavailable', message: expect.stringContaining(fault), cure: 'install the package again' })
})

it('a machine that nobody compiled for is named', () => {
  expect(refusalAt('linux-riscv64')).toMatchObject({ message: 'this package has no helper for linux-riscv64', cure: expect.stringContaining('clone') })
})

it.each([
  ['a stick made every file executable', 0o755],
  ['a stick made no file executable', 0o644],
])('%s: a copy has the right modes, and the next start finds it', (_, mode) => {
  for (const file of Object.keys(FILES)) chmodSync(inside(file), mode)
  const found = findPrebuilt(place, MACHINE)
  if (!found.ok) throw new Error(found.refusal.message)
  expect(path.dirname(found.build)).toBe(path.join(place.data, 'helper'))
  expect(statSync(found.helper).mode & 0o777).toBe(0o755)
  expect(statSync(path.join(found.build, 'app/targets/denied')).mode & 0o777).toBe(0o644)
  expect(readFileSync(found.helper, 'utf8')).toBe(FILES['app/spawnscope'])
  const { ino } = statSync(found.helper)
  expect(findPrebuilt(place, MACHINE)).toEqual(found)
  expect(statSync(found.helper).ino).toBe(ino)
  // A copy that somebody has changed is made anew.
  writeFileSync(found.helper, 'x')
  expect(findPrebuilt(place, MACHINE)).toEqual(found)
  expect(readFileSync(found.helper, 'utf8')).toBe(FILES['app/spawnscope'])
  expect(readdirSync(path.join(place.data, 'helper'))).toHaveLength(1)
})

it('where a copy cannot be written either, the cure names another folder', () => {
  chmodSync(inside('app/targets/denied'), 0o755)
  mkdirSync(path.dirname(place.data), { recursive: true })
  writeFileSync(place.data, 'a file, no folder')
  expect(refusalAt()).toMatchObject({ message: expect.stringContaining('cannot be executed where it lies'), cure: expect.stringContaining('--data DIR') })
})

it('a clone, and a server with a helper of another name, are left alone', () => {
  const clone = { prebuilt: null, data: '/d', helper: '/h', build: '/b' }
  expect(withPrebuilt(clone)).toEqual({ ...clone, noHelper: null })
  const other = { prebuilt: place.folder, data: '/d', helper: '/h', build: null }
  expect(withPrebuilt(other)).toEqual({ ...other, noHelper: null })
})
