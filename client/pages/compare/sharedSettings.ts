import type { RunSettings } from '../../../protocol/settings.ts'

/** What a column does not choose for itself. */
export type SharedSettings = Omit<RunSettings, 'strategy'>
