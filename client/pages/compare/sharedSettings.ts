import type { RunSettings } from '../../../protocol/settings.ts'

/** The settings that all columns share. */
export type SharedSettings = Omit<RunSettings, 'strategy'>
