import * as z from 'zod/mini'

/** The seven phases every strategy goes through; side by side means phase by phase. */
export const PHASES = ['decide', 'prepare', 'create', 'child-setup', 'exec', 'resume', 'reap'] as const
export const Phase = z.enum(PHASES)
export type Phase = z.infer<typeof Phase>
