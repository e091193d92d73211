import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readRecorded } from '../../build/content/recordedFile.ts'
import { ATLAS_RUN_NAMES, type AtlasRunName } from '../../protocol/atlas.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import { atlasQuestions, oursId, recordedFileOf } from './atlasRows.ts'
import { keptRun } from './keptRun.ts'

const questions = atlasQuestions()
const recorded = readRecorded(readFileSync(recordedFileOf(oursId('go', '1.23')), 'utf8'))
const stored = runOf('plain')

function runOf(name: AtlasRunName): TraceEvent[] {
  const events = recorded.get(name)
  if (!events) throw new Error(`no run ${name}`)
  return events
}

/** The run as if its first line were another. */
const begun = (with_: object, events = stored): TraceEvent[] => events.map((event) => (event.kind === 'hello' ? { ...event, ...with_ } : event))

describe('of a stored run and a fresh one', () => {
  it('the fresh one is kept where none is stored', () => expect(keptRun('plain', undefined, stored, questions)).toBe(stored))

  it.each(ATLAS_RUN_NAMES.filter((name) => recorded.has(name)))('the stored one stays if it answers alike: %s', (name) => {
    const known = runOf(name)
    const fresh = begun({ kernel: '9.9.9' }, known)
    expect(keptRun(name, known, fresh, questions)).toBe(known)
  })

  it('the fresh one is kept if it answers otherwise', () => {
    const fresh = stored.filter(({ kind }) => kind !== 'create')
    expect(keptRun('plain', stored, fresh, questions)).toBe(fresh)
  })

  it('the fresh one is kept if it had another libc', () => {
    const fresh = begun({ libc: 'musl 1.2.5' })
    expect(keptRun('plain', stored, fresh, questions)).toBe(fresh)
  })

  it("root's never takes the place of an ordinary user's, which takes root's where it answers otherwise", () => {
    const [roots, users] = [begun({ uid: 0, libc: 'musl 1.2.5' }), begun({ uid: 65534 })]
    expect(keptRun('plain', users, roots, questions)).toBe(users)
    expect(keptRun('plain', roots, users, questions)).toBe(users)
  })
})
