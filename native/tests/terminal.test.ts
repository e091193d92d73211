/** A pseudo-terminal of the run's own: the kernel's line discipline decides who gets the signal of a key. */
import { describe, expect, it } from 'vitest'
import type { TraceEvent } from '../../protocol/events.ts'
import { liveRuns } from './liveRuns.ts'
import { helper, of, runOf } from './running.ts'

const sessionAt = (events: TraceEvent[], stage: string) => of(events, 'session').find((event) => event.stage === stage)
const notes = (events: TraceEvent[]) =>
  of(events, 'note')
    .filter(({ code }) => code !== 'steps')
    .map(({ code, text }) => `${code}: ${text}`)
/** The tasks that got the signal, or to which it was ignored. */
const got = (events: TraceEvent[], signal: string, how = 'delivered') =>
  [
    ...new Set(
      of(events, 'signal')
        .filter((event) => event.signal === signal && event.how === how)
        .map(({ task }) => task),
    ),
  ].toSorted()
const death = (events: TraceEvent[], task = 2) => of(events, 'exit').find((event) => event.task === task)
const ended = (events: TraceEvent[]) => of(events, 'end')[0]?.outcome
const press = (strategy: string, key: string, ...more: string[]) => runOf(strategy, '--press', key, ...more).events
const RUNNING = ['--target', 'wait']

describe.skipIf(!liveRuns())('a terminal', () => {
  it.each(['foreground', 'background'])('in the %s: a job of a shell that leads the session', (place) => {
    const { events } = runOf('fork', '--terminal', place)
    const [parent, child] = [sessionAt(events, 'before-create'), sessionAt(events, 'after-exec')]
    expect(parent).toMatchObject({ pgrp: parent?.pid, tty: expect.stringMatching(/^\/dev\/pts\/\d+$/) })
    expect(parent?.session).not.toBe(parent?.pid)
    expect(parent?.foreground).toBe(place === 'foreground' ? parent?.pgrp : parent?.session)
    expect(child).toMatchObject({ pgrp: parent?.pgrp, session: parent?.session, tty: parent?.tty, foreground: parent?.foreground })
    expect(ended(events)).toBe('spawned')
  })

  it('is what the program reads and writes', () => {
    const { events } = runOf('posix_spawn', '--terminal', 'foreground', '--target', 'show-signals')
    expect(
      of(events, 'output')
        .map(({ text }) => text)
        .join(''),
    ).toContain('SigCgt')
    const open = of(events, 'descriptors').find(({ stage, task }) => stage === 'after-exec' && task === 2)?.open
    const path = sessionAt(events, 'after-exec')?.tty
    expect(open).toEqual([0, 1, 2].map((fd) => ({ fd, path, close_on_exec: false })))
  })

  it('changes nothing for a strategy that is not asked for it', () => {
    expect(sessionAt(runOf('fork', '--terminal', 'none').events, 'after-exec')?.session).toBe(sessionAt(runOf('fork').events, 'after-exec')?.session)
  })

  it('another one is the child’s own with a new session, and none', () => {
    expect(sessionAt(runOf('go', '--terminal', 'foreground', '--set', 'setsid=on').events, 'after-exec')).toMatchObject({ tty: null, foreground: null })
  })

  it('go: Foreground hands it to the child, even from the background', () => {
    const { events } = runOf('go', '--terminal', 'background', '--set', 'foreground=on')
    const child = sessionAt(events, 'after-exec')
    expect(child).toMatchObject({ pgrp: child?.pid, foreground: child?.pid })
    expect(got(events, 'SIGTTOU')).toEqual([])
    expect(ended(events)).toBe('spawned')
  })
})

describe.skipIf(!liveRuns())('Ctrl-C', () => {
  it('goes to parent and child', () => {
    const events = press('go', 'ctrl-c@running', ...RUNNING)
    expect(notes(events)).toEqual(['pressed: ctrl-c running'])
    for (const how of ['generated', 'delivered']) expect(got(events, 'SIGINT', how)).toEqual([1, 2])
    expect(death(events)).toMatchObject({ signal: 'SIGINT' })
    // Go handles it, waits on, and hears how its child ended.
    const waits = of(events, 'leave').filter(({ call, task }) => call === 'waitid' && task === 1)
    expect(waits[0]?.result).toContain('ERESTARTSYS')
    expect(waits.at(-1)?.args[2]).toContain('CLD_KILLED')
    expect(ended(events)).toBe('spawned')
  })

  it('ends a parent that does not handle it, and no task is seen twice', () => {
    const events = press('fork', 'ctrl-c@running', ...RUNNING)
    expect(death(events, 1)).toMatchObject({ signal: 'SIGINT' })
    expect(of(events, 'exit').map(({ task }) => task)).toEqual(expect.arrayContaining([1, 2]))
    expect(of(events, 'exit')).toHaveLength(2)
    expect(ended(events)).toBe('killed')
  })

  it('goes to the shell, if the job is in the background', () => {
    const events = press('fork', 'ctrl-c@running', '--terminal', 'background', ...RUNNING)
    expect(notes(events)).toEqual(['pressed: ctrl-c running'])
    for (const how of ['generated', 'delivered']) expect(got(events, 'SIGINT', how)).toEqual([])
    expect(ended(events)).toBe('spawned')
  })

  it('does not reach a child in a group of its own', () => {
    expect(got(press('python', 'ctrl-c@running', '--set', 'process_group=on', ...RUNNING), 'SIGINT')).toEqual([1])
  })

  it('reaches only the child that has taken the terminal', () => {
    const events = press('go', 'ctrl-c@running', '--set', 'foreground=on', ...RUNNING)
    for (const how of ['generated', 'delivered']) expect(got(events, 'SIGINT', how)).toEqual([2])
  })

  it.each(['child-start', 'before-exec'])('at %s waits for a parent that has lent its memory', (moment) => {
    expect(got(press('vfork', `ctrl-c@${moment}`), 'SIGINT', 'pending')).toContain(1)
  })

  it('is ignored by whoever inherited that', () => {
    const events = press('fork', 'ctrl-c@running', '--signal', 'INT=ignore', ...RUNNING)
    expect(got(events, 'SIGINT', 'ignored')).toEqual([1, 2])
    expect(death(events)).toMatchObject({ status: 0 })
  })

  it('before the creation only the parent is there', () => {
    expect(got(press('ruby', 'ctrl-c@before-create'), 'SIGINT')).toEqual([1])
  })
})

describe.skipIf(!liveRuns())('Ctrl-Z', () => {
  it('stops parent and child; they are continued, and the wait goes on', () => {
    const events = press('go', 'ctrl-z@running', ...RUNNING)
    expect(got(events, 'SIGTSTP', 'stopped')).toEqual([1, 2])
    expect(notes(events)).toContain('continued: SIGCONT')
    expect(got(events, 'SIGCONT')).toEqual([1, 2])
    expect(death(events)).toMatchObject({ status: 0 })
    expect(of(events, 'leave').findLast(({ call, task }) => call === 'waitid' && task === 1)?.args[2]).toContain('CLD_EXITED')
    expect(ended(events)).toBe('spawned')
  })

  it('stops only a child that has the terminal: the parent’s wait does not say it', () => {
    const events = press('go', 'ctrl-z@running', '--set', 'foreground=on', ...RUNNING)
    expect(got(events, 'SIGTSTP', 'stopped')).toEqual([2])
    const told = of(events, 'leave').filter(({ call, task, error }) => call === 'waitid' && task === 1 && error === null)
    expect(told.filter(({ args }) => args[2]?.includes('CLD_STOPPED'))).toEqual([])
  })

  it('stops a child on borrowed memory, and its parent sleeps on', () => {
    const events = press('python', 'ctrl-z@child-start', '--edition', '3.11')
    expect(got(events, 'SIGTSTP', 'pending')).toContain(1)
    expect(ended(events)).toBe('spawned')
  })
})

describe.skipIf(!liveRuns())('a hang-up', () => {
  it('ends the shell, and so the job in the foreground', () => {
    const events = press('go', 'hangup@running', ...RUNNING)
    for (const how of ['generated', 'delivered']) expect(got(events, 'SIGHUP', how)).toEqual([1, 2])
    expect(death(events)).toMatchObject({ signal: 'SIGHUP' })
    expect(sessionAt(events, 'parent-after')).toMatchObject({ tty: null })
  })

  it('does not reach a job in the background', () => {
    const events = press('fork', 'hangup@running', '--terminal', 'background', ...RUNNING)
    expect(got(events, 'SIGHUP')).toEqual([])
    expect(ended(events)).toBe('spawned')
  })
})

describe.skipIf(!liveRuns())('a key', () => {
  it('says that it was not pressed, if its moment did not come', () => {
    expect(notes(press('fork', 'ctrl-c@running'))).toEqual([expect.stringMatching(/^not-pressed: /)])
  })

  it.each([
    ['--press', 'ctrl-d@running'],
    ['--press', 'ctrl-c'],
    ['--press', 'ctrl-c@never'],
    ['--press', 'none@running'],
    ['--terminal', 'yes'],
  ])('%s %s is refused with the cure', (flag, value) => {
    const { status, stderr } = helper('run', 'fork', flag, value)
    expect(status).toBe(2)
    expect(stderr).toContain('Cure: ')
  })
})
