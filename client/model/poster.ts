/** The step a run is first shown at: where the picture says most. Pure. */
import { isThread } from './moment.ts'
import type { Story } from './story.ts'

/** The parent asleep, else the child just born, else the first step. */
export function posterOf({ steps }: Story): number {
  for (const kind of ['suspend', 'create'] as const) {
    const at = steps.findIndex((step) => step.kind === 'fact' && step.event.kind === kind && !(step.event.kind === 'create' && isThread(step.event)))
    if (at !== -1) return at
  }
  return 0
}
