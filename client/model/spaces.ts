/** Which task lives in which address space, and on which stack, at a moment. Pure. */

import { listAt } from './listAt.ts'
import type { Moment, TaskState } from './moment.ts'

export interface StackBox {
  /** The task that owns the stack. */
  owner: number
  /** The tasks that run on it. */
  users: TaskState[]
}
export interface Space {
  id: number
  tasks: TaskState[]
  /** More than one living task uses it: one task reads what the other writes. */
  shared: boolean
  /** All its tasks have ended. */
  gone: boolean
  stacks: StackBox[]
  program: string | null
  pageTablesKb: number | null
  /** The canary's value when read here; null if nobody has read it. */
  canary: number | null
}

/** In the order of their first task, so that boxes do not move from step to step. */
export function spacesOf({ tasks, canary }: Moment): Space[] {
  const spaces = new Map<number, TaskState[]>()
  for (const task of tasks) listAt(spaces, task.space).push(task)
  return [...spaces].map(([id, inside]): Space => {
    const living = inside.filter(({ life }) => life !== 'ended')
    return {
      id,
      tasks: inside,
      shared: living.length > 1,
      gone: living.length === 0,
      stacks: stacksOf(inside),
      program: inside.find(({ program }) => program !== null)?.program ?? null,
      pageTablesKb: inside.find(({ pageTablesKb }) => pageTablesKb !== null)?.pageTablesKb ?? null,
      canary: seenBy(inside, canary),
    }
  })
}

function stacksOf(inside: readonly TaskState[]): StackBox[] {
  const stacks = new Map<number, TaskState[]>()
  for (const task of inside) listAt(stacks, task.stack).push(task)
  return [...stacks].map(([owner, users]) => ({ owner, users }))
}

function seenBy(inside: readonly TaskState[], canary: Moment['canary']): number | null {
  if (!canary) return null
  if (inside.some(({ task }) => task === canary.parent)) return canary.parent_sees
  // The new program after exec has other variables; the old ones are gone.
  return inside.some(({ task, program }) => task === canary.task && program === null) ? canary.child_sees : null
}
