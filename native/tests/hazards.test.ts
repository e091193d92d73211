/** Each hazard is an experiment that always ends the same way: the hazard strikes, and its cure prevents it. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decodeCatalog } from '../../protocol/decode.ts'
import { AS_ROOT } from './asNobody.ts'
import { liveRuns } from './liveRuns.ts'
import { helper, of, runOf } from './running.ts'

const TIMES = 3
const HARM = true
const FINE = false
type Found = Record<string, [value: string, harm: boolean]>

const ALL_HANDLERS = 'before, in the parent and in the child'
/** 0 and 2: the kernel refuses memory that it does not have; 1: it grants everything (proc(5)). */
const OVERCOMMIT = readFileSync('/proc/sys/vm/overcommit_memory', 'utf8').trim()
const mode: Found = { overcommit_mode: [OVERCOMMIT, FINE] }
const granted: Found = { ...mode, start_gave: ['a child', FINE] }

const EXPERIMENTS: [hazard: string, settings: string[], found: Found, outcome?: 'failed'][] = [
  ['handler', ['way=vfork'], { handler_runs_seen_by_parent: ['1', HARM], child_killed: ['no', FINE] }],
  ['handler', ['way=fork'], { handler_runs_seen_by_parent: ['0', FINE], child_killed: ['no', FINE] }],
  ['handler', ['cure=reset'], { handler_runs_seen_by_parent: ['0', FINE], child_killed: ['by signal 10', HARM] }],
  ['handler', ['cure=block'], { handler_runs_seen_by_parent: ['0', FINE], child_killed: ['no', FINE] }],
  ['interrupt', ['way=vfork'], { handler_runs_for_one_interrupt: ['2', HARM] }],
  ['interrupt', ['way=fork'], { handler_runs_for_one_interrupt: ['1', FINE] }],
  ['interrupt', ['protect=on'], { handler_runs_for_one_interrupt: ['1', FINE] }],
  ['return', ['way=vfork'], { parent_died: ['of signal 11', HARM] }],
  ['return', ['way=fork'], { parent_died: ['no', FINE] }],
  ['locals', ['way=vfork'], { local_in_parent: ['42', HARM], pointed_to_in_parent: ['42', HARM], errno_in_parent: ['EBADF', HARM] }],
  ['locals', ['way=fork'], { local_in_parent: ['1', FINE], pointed_to_in_parent: ['1', FINE], errno_in_parent: ['0', FINE] }],
  ['locals', ['way=clone'], { local_in_parent: ['1', FINE], pointed_to_in_parent: ['42', HARM], errno_in_parent: ['EBADF', HARM] }],
  ['lazy-binding', ['way=vfork'], { parents_table_written_by_child: ['yes', HARM] }],
  ['lazy-binding', ['way=fork'], { parents_table_written_by_child: ['no', FINE] }],
  ['lock', ['way=vfork'], { child_got_the_lock: ['yes', FINE] }],
  ['lock', ['way=fork'], { child_got_the_lock: ['never', HARM] }],
  ['lock', ['way=vfork', 'holder=child'], { parent_got_the_lock: ['never', HARM] }],
  ['lock', ['way=fork', 'holder=child'], { parent_got_the_lock: ['yes', FINE] }],
  ['stdio', ['way=vfork'], { text_written: ['1 times', FINE], exit_handlers_ran_in: ['child', HARM] }],
  ['stdio', ['way=fork'], { text_written: ['2 times', HARM], exit_handlers_ran_in: ['both', HARM] }],
  ['stdio', ['leave=_exit'], { text_written: ['1 times', FINE], exit_handlers_ran_in: ['parent', FINE] }],
  ['report', ['way=vfork'], { parent_learned: ['ENOENT', FINE] }],
  ['report', ['way=fork'], { parent_learned: ['nothing', HARM] }],
  ['report', ['way=posix_spawn'], { parent_learned: ['ENOENT', FINE] }],
  ['descriptor', ['cloexec=off'], { end_of_file: ['when the other program ended', HARM] }],
  ['descriptor', ['cloexec=on'], { end_of_file: ['at once', FINE] }],
  ['text-busy', [], { exec_while_the_other_child_waits: ['ETXTBSY', HARM], exec_after_it_has_gone: ['works', FINE] }],
  ['cancel', ['disable=off'], { cleanup_ran_in: ['the child', HARM] }],
  ['cancel', ['disable=on'], { cleanup_ran_in: ['nobody', FINE] }],
  ['stopped', [], { parent_state_while_child_is_stopped: ['D', HARM], handled_while_stopped: ['no', HARM], handled_after_continue: ['yes', FINE] }],
  [
    'stopped',
    ['signal=tstp'],
    { parent_state_while_child_is_stopped: ['D', HARM], handled_while_stopped: ['no', HARM], handled_after_continue: ['yes', FINE] },
  ],
  [
    'stopped',
    ['signal=tstp', 'block_signals=on'],
    { parent_state_while_child_is_stopped: ['S', FINE], handled_while_stopped: ['yes', FINE], handled_after_continue: ['yes', FINE] },
  ],
  ['parent-death', ['maker=thread'], { child_died_with: ['the thread that made it', HARM] }],
  ['parent-death', ['maker=leader'], { child_died_with: ['no one', FINE] }],
  ['clone3-refused', ['answer=none'], { posix_spawn_gave: ['a child', FINE] }],
  ['clone3-refused', ['answer=ENOSYS'], { posix_spawn_gave: ['a child', FINE] }],
  ['clone3-refused', ['answer=EPERM'], { posix_spawn_gave: ['EPERM', HARM] }, 'failed'],
  ['close-all', ['how=loop'], { calls_to_close_everything: ['1021', HARM] }],
  ['close-all', ['how=range'], { calls_to_close_everything: ['1', FINE] }],
  ['close-all', ['how=cloexec'], { calls_to_close_everything: ['1', FINE] }],
  ['held-pipe', ['grandchild=inherits'], { reading_ended: ['when the grandchild ended', HARM] }],
  ['held-pipe', ['grandchild=closes'], { reading_ended: ['when the child ended', FINE] }],
  ['held-pipe', ['until=child'], { reading_ended: ['when the parent gave up', FINE] }],
  OVERCOMMIT === '1' ? ['overcommit', ['way=fork'], granted] : ['overcommit', ['way=fork'], { ...mode, start_gave: ['ENOMEM', HARM] }, 'failed'],
  ['overcommit', ['way=vfork'], granted],
  ['overcommit', ['way=posix_spawn'], granted],
  ['overcommit', ['memory=dontfork'], granted],
  ['exec-errors', ['file=interpreter'], { file_is_there: ['yes', FINE], parent_learned: ['ENOENT', FINE] }, 'failed'],
  ['exec-errors', ['file=text'], { file_is_there: ['yes', FINE], parent_learned: ['ENOEXEC', FINE] }, 'failed'],
  ['exec-errors', ['file=denied'], { file_is_there: ['yes', FINE], parent_learned: ['EACCES', FINE] }, 'failed'],
  ['exec-errors', ['file=missing'], { file_is_there: ['no', FINE], parent_learned: ['ENOENT', FINE] }, 'failed'],
  ['exec-errors', ['file=long'], { file_is_there: ['yes', FINE], parent_learned: ['E2BIG', FINE] }, 'failed'],
  ['exec-errors', ['way=fork'], { file_is_there: ['yes', FINE], parent_learned: ['status 127', HARM] }],
  ['reaping', ['sigchld=default'], { child_after_its_end: ['a zombie', FINE], wait_gave: ['the status', FINE] }],
  ['reaping', ['sigchld=ignore'], { child_after_its_end: ['gone', FINE], wait_gave: ['ECHILD', HARM] }, 'failed'],
  ['reaping', ['thief=on'], { child_after_its_end: ['a zombie', FINE], wait_gave: ['ECHILD', HARM] }, 'failed'],
  ['shell', ['call=system'], { handler_runs_for_one_interrupt: ['0', HARM], status_of_the_program: ['0', FINE] }],
  ['shell', ['call=popen'], { handler_runs_for_one_interrupt: ['1', FINE], status_of_the_program: ['0', FINE] }],
  ['shell', ['call=system', 'name=semicolon'], { handler_runs_for_one_interrupt: ['0', HARM], status_of_the_program: ['7', HARM] }],
  ['shell', ['call=popen', 'name=semicolon'], { handler_runs_for_one_interrupt: ['1', FINE], status_of_the_program: ['7', HARM] }],
  ['shell', ['call=posix_spawn', 'name=semicolon'], { handler_runs_for_one_interrupt: ['1', FINE], status_of_the_program: ['0', FINE] }],
  ['atfork', ['way=fork'], { handlers_ran: [ALL_HANDLERS, FINE], child_got_the_lock: ['yes', FINE], threads_in_child: ['1', FINE] }],
  ['atfork', ['handlers=off'], { handlers_ran: ['none', FINE], child_got_the_lock: ['never', HARM], threads_in_child: ['1', FINE] }],
  ['atfork', ['way=_Fork'], { handlers_ran: ['none', FINE], child_got_the_lock: ['never', HARM], threads_in_child: ['1', FINE] }],
  ['atfork', ['way=vfork'], { handlers_ran: ['none', FINE], threads_in_child: ['1', FINE] }],
  ['atfork', ['way=posix_spawn'], { handlers_ran: ['none', FINE] }],
  ['group', ['kill=child'], { grandchild_after_the_signal: ['lives on', HARM] }],
  ['group', ['kill=group'], { grandchild_after_the_signal: ['has ended', FINE] }],
  ['group', ['kill=group', 'grandchild=setsid'], { grandchild_after_the_signal: ['lives on', HARM] }],
  ['terminal', ['sigttou=default'], { job_was_stopped: ['yes', HARM], terminal_belongs_to: ['the shell', FINE] }],
  ['terminal', ['sigttou=blocked'], { job_was_stopped: ['no', FINE], terminal_belongs_to: ['the job', FINE] }],
  ['terminal', ['sigttou=ignored'], { job_was_stopped: ['no', FINE], terminal_belongs_to: ['the job', FINE] }],
  ['zygote', ['load=before'], { percent_private_to_each_worker: ['0', FINE] }],
  ['zygote', ['load=before', 'writes=half'], { percent_private_to_each_worker: ['50', HARM] }],
  ['zygote', ['load=before', 'writes=all'], { percent_private_to_each_worker: ['100', HARM] }],
  ['zygote', ['load=after'], { percent_private_to_each_worker: ['100', HARM] }],
  ['starter', ['starter=none'], { child_has_the_new_variable: ['yes', FINE], child_has_the_new_descriptor: ['yes', HARM] }],
  ['starter', ['starter=early'], { child_has_the_new_variable: ['no', HARM], child_has_the_new_descriptor: ['no', FINE] }],
  ['starter', ['starter=late'], { child_has_the_new_variable: ['yes', FINE], child_has_the_new_descriptor: ['yes', HARM] }],
  ['starter', ['starter=early', 'message=environment'], { child_has_the_new_variable: ['yes', FINE], child_has_the_new_descriptor: ['no', FINE] }],
  ['runtime-lock', ['release=off'], { other_thread_stalled: ['for the whole window', HARM] }],
  ['runtime-lock', ['release=on'], { other_thread_stalled: ['no', FINE] }],
]
const AS_ROOT_ONLY: typeof EXPERIMENTS = [
  ['pid-reuse', ['by=pid'], { signal_gave: ['it was sent', FINE], other_process: ['killed', HARM] }],
  ['pid-reuse', ['by=pidfd'], { signal_gave: ['ESRCH', FINE], other_process: ['ended by itself', FINE] }],
  ['setuid', ['call=raw'], { setresuid_waited_for_exec: ['no', FINE], root_child_ran: ['what nobody wrote', HARM] }],
  ['dumpable', ['way=vfork'], { parent_was_dumpable: ['yes', FINE], parent_is_still_dumpable: ['no', HARM] }],
  ['dumpable', ['way=fork'], { parent_was_dumpable: ['yes', FINE], parent_is_still_dumpable: ['yes', FINE] }],
  ['setuid', ['call=libc'], { setresuid_waited_for_exec: ['yes', FINE], root_child_ran: ['what root wrote', FINE] }],
  ['setuid', ['call=raw', 'who=child'], { setresuid_waited_for_exec: ['no', FINE], root_child_ran: ['what nobody wrote', HARM] }],
  ['setuid', ['call=libc', 'who=child'], { setresuid_waited_for_exec: ['no', FINE], root_child_ran: ['what nobody wrote', HARM] }],
]

function judge(hazard: string, settings: string[], found: Found, outcome: 'spawned' | 'failed' = 'spawned'): void {
  for (let time = 0; time < TIMES; time += 1) {
    const { events, status } = runOf(`hazard-${hazard}`, ...settings.flatMap((pair) => ['--set', pair]))
    expect(status).toBe(0)
    expect(Object.fromEntries(of(events, 'finding').map(({ name, value, harm }) => [name, [value, harm]]))).toEqual(found)
    expect(of(events, 'end')[0]?.outcome).toBe(outcome)
  }
}

describe.skipIf(!liveRuns())('hazards', () => {
  it.each(EXPERIMENTS)('%s %j', judge)

  it('what the libc falls back to is in the trace', () => {
    const made = (answer: string) =>
      of(runOf('hazard-clone3-refused', '--set', `answer=${answer}`).events, 'leave').flatMap(({ call, error }) =>
        call.startsWith('clone') ? [`${call} ${error}`] : [],
      )
    expect(made('ENOSYS')).toEqual(['clone3 ENOSYS', 'clone null'])
    expect(made('none')).toEqual(['clone3 null'])
  })

  it('65,536 closes are two events each, and one that goes on is one call', () => {
    const closes = (...flags: string[]) =>
      of(runOf('hazard-close-all', ...flags).events, 'enter').filter(({ call, task }) => task === 2 && call.startsWith('close')).length
    expect(closes('--set', 'limit=65536', '--max-events', '200000')).toBe(65533)
    expect(closes('--set', 'limit=65536', '--set', 'how=range')).toBe(1)
  })

  it.each(AS_ROOT_ONLY)('%s %j', (hazard, settings, found) => {
    if (AS_ROOT) return judge(hazard, settings, found)
    expect(process.env.CI, 'needs root').not.toBe('true')
    const { status, stderr } = helper('run', `hazard-${hazard}`)
    expect(status).toBe(3)
    expect(stderr).toMatch(/only root/)
  })

  it('are all judged here', () => {
    const catalog = decodeCatalog(helper('describe').stdout)
    const judged = new Set([...EXPERIMENTS, ...AS_ROOT_ONLY].map(([hazard]) => `hazard-${hazard}`))
    expect(catalog.ok && catalog.value.hazards.map(({ id }) => id)).toEqual([...judged].sort())
  })
})
