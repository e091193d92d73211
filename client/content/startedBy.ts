/** Who starts a program, and what it then finds, as the build compiles it. */
import type { StartedBy } from '../../protocol/startedBy.ts'
import { inFileOrder } from './fileOrder.ts'
import type { Compiled } from './prose.ts'

export type CompiledStartedBy = Compiled<StartedBy>

const files = import.meta.glob<CompiledStartedBy[]>('../../content/startedBy/*.yaml', { query: '?prose', import: 'default', eager: true })

export const STARTERS: readonly CompiledStartedBy[] = inFileOrder(files)
