/** Which folders of other servers a server removes at its start. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { makeOwnFolder } from './ownFolder.ts'
import { lives, OWN_ID } from './sweep.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'spawnscope-test-folders-'))
  vi.stubEnv('TMPDIR', folder)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

const [namespace = '', pid = '', startTime = ''] = OWN_ID.split('-')
/** Our pid, and a start before ours: an earlier server. */
const ENDED = `${namespace}-${pid}-${Number(startTime) - 1}`
/** The same pid and start, counted in another pid namespace: what stands there is not known here. */
const ELSEWHERE = `${Number(namespace) + 1}-${pid}-${Number(startTime) - 1}`

it('a server is known by its pid, its start, and the pid namespace of both', () => {
  expect(lives(OWN_ID)).toBe(true)
  expect(lives(ENDED)).toBe(false)
  expect(lives(ELSEWHERE)).toBe(true)
})

it('the folder of a server that has ended goes; that of one in another pid namespace stays, and whatever is no such folder', () => {
  const names = [`spawnscope-x-${ENDED}-abc`, `spawnscope-x-${ELSEWHERE}-abc`, `spawnscope-x-${OWN_ID}-abc`, 'spawnscope-x-1-2-abc', `other-${ENDED}-abc`]
  for (const name of names) mkdirSync(path.join(folder, name))
  const made = makeOwnFolder('spawnscope-x-')
  expect(existsSync(made)).toBe(true)
  expect(readdirSync(folder).toSorted()).toEqual([...names.slice(1), path.basename(made)].toSorted())
})
