/** The step at which a page first shows a run: where the picture explains most. Pure. */
import { isThread } from './moment.ts'
import type { Story } from './story.ts'

/** The step where the parent falls asleep, or else the child's creation, or else the first step. */
export function posterOf({ steps }: Story): number {
  for (const kind of ['suspend', 'create'] as const) {
    const at = steps.findIndex((step) => step.kind === 'fact' && step.event.kind === kind && !(step.event.kind === 'create' && isThread(step.event)))
    if (at !== -1) return at
  }
  return 0
}
