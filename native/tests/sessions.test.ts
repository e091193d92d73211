/** Process groups and sessions: what each runtime's own settings ask for is what the kernel then says of the child. */
import { describe, expect, it } from 'vitest'
import { liveRuns } from './liveRuns.ts'
import { of, runOf, strategyIds } from './running.ts'

const sessionAt = (events: ReturnType<typeof runOf>['events'], stage: string) => of(events, 'session').find((event) => event.stage === stage)

describe.skipIf(!liveRuns())('process group and session', () => {
  it.each(strategyIds())('%s: read at each of the five moments, and inherited', (strategy) => {
    const { events } = runOf(strategy)
    expect(of(events, 'session').map(({ stage }) => stage)).toEqual(of(events, 'usage').map(({ stage }) => stage))
    const [parent, child] = [sessionAt(events, 'before-create'), sessionAt(events, 'after-exec')]
    expect(parent?.pgrp).toBe(parent?.pid)
    expect(child).toMatchObject({ pgrp: parent?.pgrp, session: parent?.session, tty: parent?.tty, foreground: parent?.foreground })
  })

  it.each([
    ['go', 'setpgid'],
    ['ruby', 'pgroup'],
    ['python', 'process_group'],
    ['rust', 'process_group'],
    ['nim', 'daemon'],
  ])('%s: %s gives the child a group of its own', (strategy, setting) => {
    const { events } = runOf(strategy, '--set', `${setting}=on`)
    const [parent, child] = [sessionAt(events, 'before-create'), sessionAt(events, 'after-exec')]
    expect(child).toMatchObject({ pgrp: child?.pid, session: parent?.session })
    expect(sessionAt(events, 'parent-after')).toMatchObject({ pgrp: parent?.pgrp })
  })

  it.each([
    ['go', 'setsid'],
    ['python', 'start_new_session'],
    ['node', 'detached'],
  ])('%s: %s gives the child a session of its own', (strategy, setting) => {
    const { events } = runOf(strategy, '--set', `${setting}=on`)
    const child = sessionAt(events, 'after-exec')
    expect(child).toMatchObject({ pgrp: child?.pid, session: child?.pid, tty: null })
  })

  it('python: a group of its own means vfork, and a session before it means an error', () => {
    expect(of(runOf('python', '--set', 'process_group=on').events, 'decide')[0]?.mechanism).toBe('vfork')
    const { events } = runOf('python', '--set', 'process_group=on', '--set', 'start_new_session=on')
    expect(of(events, 'end')[0]).toMatchObject({ outcome: 'failed', why: expect.stringContaining('EPERM') })
  })

  it.each([
    ['python', '3.10', 'process_group'],
    ['rust', '1.34', 'process_group'],
    ['nim', '2.2.0', 'daemon'],
  ])('%s %s: %s changes nothing yet', (strategy, edition, setting) => {
    const { events } = runOf(strategy, '--edition', edition, '--set', `${setting}=on`)
    expect(sessionAt(events, 'after-exec')?.pgrp).toBe(sessionAt(events, 'before-create')?.pid)
  })

  it('rust: stays with posix_spawn, and does it on the other path too', () => {
    const own = (...more: string[]) => runOf('rust', '--set', 'process_group=on', ...more).events
    expect(of(own(), 'decide')[0]?.mechanism).toBe('posix_spawn')
    const forked = own('--set', 'pre_exec=on')
    expect(of(forked, 'decide')[0]?.mechanism).toBe('fork')
    expect(sessionAt(forked, 'after-exec')?.pgrp).toBe(sessionAt(forked, 'after-exec')?.pid)
  })

  it('go: a session leader cannot change its group, and Foreground needs a terminal', () => {
    const why = (...settings: string[]) => of(runOf('go', ...settings.flatMap((one) => ['--set', `${one}=on`])).events, 'end')[0]?.why
    expect(why('setsid', 'setpgid')).toContain('EPERM')
    expect(why('foreground')).toContain('ENOTTY')
  })
})
