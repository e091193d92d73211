import { describe, expect, it } from 'vitest'
import { parseChangelog } from './changelog.ts'
import { type SaidVersions, versionFaults } from './versionFaults.ts'

const changelog = (...versions: string[]) =>
  parseChangelog(`# Changelog\n\n## [Unreleased]\n${versions.map((version) => `\n## [${version}] - 2026-01-31\n\n### Added\n- It.\n`).join('')}`).sections
const READY: SaidVersions = { package: '0.2.0', lock: ['0.2.0', '0.2.0'], changelog: changelog('0.2.0', '0.1.0'), tagged: null, head: 'aaaa', tagsHere: [] }
const whats = (changed: Partial<SaidVersions>) => versionFaults({ ...READY, ...changed }).map(({ what }) => what)

describe('the version of a release', () => {
  it('is the same everywhere, and not tagged yet', () => {
    expect(versionFaults(READY)).toEqual([])
  })
  it('may be tagged at this very commit, where the workflow of the tag checks it', () => {
    expect(whats({ tagged: 'aaaa', tagsHere: ['v0.2.0', 'nice'] })).toEqual([])
  })
  it.each<[string, Partial<SaidVersions>, string]>([
    ['is another in the lockfile', { lock: ['0.1.0', '0.1.0'] }, 'package.json says 0.2.0, package-lock.json 0.1.0'],
    ['is another in half of the lockfile', { lock: ['0.2.0', undefined] }, 'package.json says 0.2.0, package-lock.json none'],
    ['has no section', { changelog: changelog('0.1.0') }, 'CHANGELOG.md has no section of 0.2.0'],
    ['is not the newest section', { changelog: changelog('0.3.0', '0.2.0') }, 'the newest section of CHANGELOG.md is 0.3.0, not 0.2.0'],
    ['is tagged elsewhere', { tagged: 'bbbb' }, 'v0.2.0 is tagged already, at bbbb'],
    ['has another tag here', { tagsHere: ['v0.3.0'] }, 'this commit is tagged v0.3.0, but package.json says 0.2.0'],
  ])('%s: refused', (_, changed, what) => {
    expect(whats(changed)).toEqual([what])
  })
})
