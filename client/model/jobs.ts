/** Process group, session and terminal at each stage → rows of the passport. Pure. */
import { type EventOf, STAGES, type Stage, type TraceEvent } from '../../protocol/events.ts'
import { AGAINST } from './passport.ts'

export interface JobCell {
  stage: Stage
  /** The number of the group or session, or the name of the terminal; null: the task has no terminal. */
  value: string | null
  /** Whose group or session it is: the number is the task's own pid, or the parent's. For a terminal: where the task's group stands. */
  whose: 'own' | 'parent' | 'foreground' | 'background' | null
  /** Another value than at the reading that the passport compares with. */
  changed: boolean
}

export interface JobRow {
  what: 'group' | 'session' | 'terminal'
  /** One for each stage; null if that stage was not read. */
  cells: (JobCell | null)[]
}

type Sessions = Partial<Record<Stage, EventOf<'session'>>>

/** Three rows, or none if the run did not say. */
export function jobRows(sessions: Sessions): JobRow[] {
  if (Object.keys(sessions).length === 0) return []
  const parent = sessions['before-create']?.pid
  const numbered = (id: number, pid: number): Named => ({ value: String(id), whose: id === pid ? 'own' : id === parent ? 'parent' : null })
  return [
    rowOf(sessions, 'group', ({ pgrp, pid }) => numbered(pgrp, pid)),
    rowOf(sessions, 'session', ({ session, pid }) => numbered(session, pid)),
    rowOf(sessions, 'terminal', ({ tty, foreground, pgrp }) => ({
      value: tty,
      whose: tty === null ? null : foreground === pgrp ? 'foreground' : 'background',
    })),
  ]
}

/** Whether the child's program runs in another group or session than its parent. */
export function leavesGroup(events: readonly TraceEvent[]): boolean {
  const at = (stage: Stage): EventOf<'session'> | undefined =>
    events.find((event): event is EventOf<'session'> => event.kind === 'session' && event.stage === stage)
  const [parent, child] = [at('before-create'), at('after-exec')]
  return parent !== undefined && child !== undefined && (parent.pgrp !== child.pgrp || parent.session !== child.session)
}

type Named = Pick<JobCell, 'value' | 'whose'>

function rowOf(sessions: Sessions, what: JobRow['what'], name: (event: EventOf<'session'>) => Named): JobRow {
  const cells = STAGES.map((stage): JobCell | null => {
    const [event, before] = [sessions[stage], sessions[AGAINST[stage] ?? stage]]
    if (!event) return null
    const named = name(event)
    return { stage, ...named, changed: before !== undefined && name(before).value !== named.value }
  })
  return { what, cells }
}
