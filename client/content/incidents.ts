/** The incidents, as the build compiles them. */
import type { Incident } from '../../protocol/lessons.ts'
import { inFileOrder } from './fileOrder.ts'
import type { Compiled } from './prose.ts'

export type CompiledIncident = Compiled<Incident>

const files = import.meta.glob<CompiledIncident[]>('../../content/incidents/*.yaml', { query: '?prose', import: 'default', eager: true })

export const INCIDENTS: readonly CompiledIncident[] = inFileOrder(files)
