/** Who lives in which address space, on which stack, at a moment. Pure. */
import type { Moment, TaskState } from './moment.ts'

export interface StackBox {
  /** Whose stack it is. */
  owner: number
  /** Who runs on it. */
  users: TaskState[]
}
export interface Space {
  id: number
  tasks: TaskState[]
  /** More than one living task: what one writes, the other reads. */
  shared: boolean
  /** All of them have ended. */
  gone: boolean
  stacks: StackBox[]
  program: string | null
  pageTablesKb: number | null
  /** What a read of the canary gives here; null where nobody has looked. */
  canary: number | null
}

/** In the order of their first task, so that boxes stay where they are from step to step. */
export function spacesOf({ tasks, canary }: Moment): Space[] {
  const spaces = new Map<number, TaskState[]>()
  for (const task of tasks) spaces.set(task.space, [...(spaces.get(task.space) ?? []), task])
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
  for (const task of inside) stacks.set(task.stack, [...(stacks.get(task.stack) ?? []), task])
  return [...stacks].map(([owner, users]) => ({ owner, users }))
}

function seenBy(inside: readonly TaskState[], canary: Moment['canary']): number | null {
  if (!canary) return null
  if (inside.some(({ task }) => task === canary.parent)) return canary.parent_sees
  // The program that has been started has other variables: the old ones are gone.
  return inside.some(({ task, program }) => task === canary.task && program === null) ? canary.child_sees : null
}
