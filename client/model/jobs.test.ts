import { describe, expect, it } from 'vitest'
import type { EventOf, Stage } from '../../protocol/events.ts'
import { type JobCell, type JobRow, jobRows, leavesGroup } from './jobs.ts'

const at = (stage: Stage, pid: number, more: Partial<EventOf<'session'>>): EventOf<'session'> => ({
  ...{ seq: 0, ns: 0, phase: null, step: null, kind: 'session', stage, task: 1, pid, pgrp: 100, session: 90, tty: null, foreground: null },
  ...more,
})

const read = (row: JobRow | undefined): JobCell[] => row?.cells.filter((cell) => cell !== null) ?? []

describe('the rows of jobs', () => {
  it('are none where the run says nothing', () => expect(jobRows({})).toEqual([]))

  it('say whose group it is, and where it changed', () => {
    const [group, session] = jobRows({
      'before-create': at('before-create', 100, {}),
      'child-start': at('child-start', 101, {}),
      'before-exec': at('before-exec', 101, { pgrp: 101 }),
      'after-exec': at('after-exec', 101, { pgrp: 101 }),
    })
    expect(read(group).map(({ value, whose, changed }) => [value, whose, changed])).toEqual([
      ['100', 'own', false],
      ['100', 'parent', false],
      ['101', 'own', true],
      ['101', 'own', false],
    ])
    expect(read(session)[0]).toMatchObject({ value: '90', whose: null })
  })

  it('say whether the group has the terminal', () => {
    const terminal = { tty: '/dev/pts/0', foreground: 100 }
    const rows = jobRows({
      'before-create': at('before-create', 100, terminal),
      'before-exec': at('before-exec', 101, { ...terminal, pgrp: 101 }),
      'after-exec': at('after-exec', 101, { pgrp: 101 }),
    })
    expect(read(rows[2]).map(({ stage, value, whose }) => [stage, value, whose])).toEqual([
      ['before-create', '/dev/pts/0', 'foreground'],
      ['before-exec', '/dev/pts/0', 'background'],
      ['after-exec', null, null],
    ])
  })
})

it('a child that stays in its group does not leave it', () => {
  const parent = at('before-create', 100, {})
  expect(leavesGroup([parent, at('after-exec', 101, {})])).toBe(false)
  expect(leavesGroup([parent, at('after-exec', 101, { pgrp: 101 })])).toBe(true)
  expect(leavesGroup([parent, at('after-exec', 101, { session: 101 })])).toBe(true)
  expect(leavesGroup([parent])).toBe(false)
})
