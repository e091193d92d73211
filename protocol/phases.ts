import * as z from 'zod/mini'

/** The seven phases that every strategy goes through. Compare shows strategies phase by phase. */
export const PHASES = ['decide', 'prepare', 'create', 'child-setup', 'exec', 'resume', 'reap'] as const
export const Phase = z.enum(PHASES)
export type Phase = z.infer<typeof Phase>
