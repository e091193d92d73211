import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { Atlas, type AtlasRow } from '../../../protocol/atlas.ts'
import type { RunCheck } from '../../../protocol/claims.ts'
import { decodeEvent } from '../../../protocol/decode.ts'
import type { TraceEvent } from '../../../protocol/events.ts'
import { gridCsv } from '../export/gridTable.ts'
import { readLink } from '../link.ts'
import { answerOf } from './answerOf.ts'
import { atlasTable } from './atlasTable.ts'
import { atlasPath, besideIt, readView, shownRows, WHOLE } from './atlasView.ts'
import { linesOfTime } from './changes.ts'
import { compareLink } from './compareLink.ts'

const { rows } = Atlas.parse(JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../../content/atlas/atlas.json'), 'utf8')))
const rowNamed = (id: string): AtlasRow => rows.find((row) => row.id === id) ?? expect.fail(`no row ${id}`)

describe('the address of the atlas', () => {
  it.each([
    [WHOLE, '/atlas'],
    [{ ...WHOLE, row: 'go@1.23', question: 'mask-started' }, '/atlas/go@1.23/mask-started'],
    [{ ...WHOLE, runtime: 'go', topic: 'signals' as const, releases: 'all' as const }, '/atlas/any/any/go/signals/all'],
  ])('%j is %s, and read from it', (view, address) => {
    expect(atlasPath(view)).toBe(address)
    const [row, question, runtime, topic, releases] = address.split('/').slice(2)
    expect(
      readView({ ...(row && { row }), ...(question && { question }), ...(runtime && { runtime }), ...(topic && { topic }), ...(releases && { releases }) }),
    ).toEqual(view)
  })
  it('filters nothing by a word that the lists do not have', () => {
    expect(readView({ topic: 'wine', releases: 'never' })).toEqual(WHOLE)
  })
})

describe('the rows that are shown', () => {
  it('are the newest of each kind, all of a runtime, or one kind only', () => {
    const newest = shownRows(rows, { ...WHOLE, runtime: 'python' })
    expect(newest.map(({ kind }) => kind)).toEqual(['ours', 'real'])
    const all = shownRows(rows, { ...WHOLE, runtime: 'python', releases: 'all' })
    expect(all.length).toBeGreaterThan(5)
    expect(new Set(shownRows(rows, { ...WHOLE, releases: 'real' }).map(({ kind }) => kind))).toEqual(new Set(['real']))
  })
  it('have the open one among them, whatever else is shown', () => {
    expect(shownRows(rows, { ...WHOLE, runtime: 'go', row: 'rust@1.26' }).map(({ id }) => id)).toContain('rust@1.26')
  })
  it('stand beside the other side of the same edition', () => {
    expect(besideIt(rowNamed('rust@1.66'), rows)).toMatchObject({ of: 'rust', kind: 'real', edition: '1.66' })
    expect(besideIt(rowNamed('fork@posix'), rows)).toBeUndefined()
  })
})

it('the lines of time say where an answer became another', () => {
  const rust = linesOfTime(rows).find(([first]) => first?.row.of === 'rust') ?? []
  const since = rust.find(({ row }) => row.id === 'rust@1.66')?.changes.map(({ question, before, now }) => [question, before.is, now.is])
  expect(since).toEqual([
    ['mask-set', 'no', 'yes'],
    ['mask-started', 'no', 'yes'],
  ])
  expect(rust[0]?.changes).toEqual([])
})

it('the table for a file has plain words, and says what was only read', () => {
  const read: AtlasRow = { ...rowNamed('go@1.23'), id: 'read', cells: { pidfd: { is: 'no', source: 'some-source' } } }
  const table = atlasTable([rowNamed('go@1.23'), read], ['mechanism', 'pidfd', 'mask-started'])
  expect(table.head).toEqual(['id', 'runtime', 'kind', 'release', 'libc', 'kernel', 'mechanism', 'pidfd', 'mask-started'])
  expect(table.rows.map((cells) => cells.slice(-3))).toEqual([
    ['clone(VM|VFORK)', 'yes', 'depends:USR1'],
    ['unknown', 'no (read)', 'unknown'],
  ])
  expect(gridCsv(table).split('\r\n')).toHaveLength(4)
})

it('a cell leads to Compare with the same settings on both sides', () => {
  const [, query = ''] = compareLink(rowNamed('go@1.23'), 'started-blocking').split('?')
  expect(readLink(query)).toEqual({
    ok: true,
    state: {
      columns: [
        { strategy: 'go', edition: '1.23' },
        { strategy: 'go', specimen: 'same' },
      ],
      settings: { 'inherit-block': ['INT', 'TERM', 'USR1'], uid: 65534 },
    },
  })
})

describe('an answer', () => {
  const runs = readFileSync(path.resolve(import.meta.dirname, '../../../content/atlas/recorded/go@1.23.ndjson'), 'utf8').split(/^(?=\{"run":)/m)
  const run = (name: string): TraceEvent[] =>
    (runs.find((part) => part.startsWith(`{"run":"${name}"}`)) ?? '')
      .trimEnd()
      .split('\n')
      .slice(1)
      .flatMap((line) => {
        const verdict = decodeEvent(line)
        return verdict.ok ? [verdict.value] : []
      })
  const blocked = (signal: string): { of: string; check: RunCheck } => ({
    of: signal,
    check: { kind: 'signals', set: 'SigBlk', stage: 'after-exec', has: [signal] },
  })

  it('depends where some parts hold, and names them', () => {
    const parts = [blocked('TERM'), blocked('USR1')]
    expect(answerOf({ run: 'started-blocking', parts }, run('started-blocking')).cell).toEqual({ is: 'depends', run: 'started-blocking', parts: ['USR1'] })
    expect(answerOf({ run: 'started-blocking', parts: [blocked('USR1')] }, run('started-blocking')).cell).toEqual({ is: 'yes', run: 'started-blocking' })
  })
  it('is unknown in a run that was cut off', () => {
    expect(answerOf({ run: 'started-blocking', parts: [blocked('USR1')] }, run('started-blocking').slice(0, -1)).cell).toEqual({ is: 'unknown' })
  })
  it('is unknown if it is about an ordinary user, and root ran it', () => {
    expect(answerOf({ run: 'root', reads: 'mechanism', user: true }, run('root')).cell).toEqual({ is: 'unknown' })
    expect(answerOf({ run: 'root', reads: 'mechanism' }, run('root')).cell).toEqual({ is: 'word', word: 'clone(VM|VFORK)', run: 'root' })
  })
  it('names the events that decide it', () => {
    const { evidence } = answerOf({ run: 'missing', reads: 'missing' }, run('missing'))
    const named = run('missing').filter(({ seq }) => evidence.includes(seq))
    expect(named.map((event) => (event.kind === 'leave' ? event.call : event.kind))).toEqual(['execve', 'write'])
  })
})
