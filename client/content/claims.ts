/** The claims, as the build compiles them. */
import type { Claim } from '../../protocol/claims.ts'
import { inFileOrder } from './fileOrder.ts'
import type { Compiled } from './prose.ts'

export type CompiledClaim = Compiled<Claim>

const files = import.meta.glob<CompiledClaim[]>('../../content/claims/*.yaml', { query: '?prose', import: 'default', eager: true })

/** In the article's order. */
export const CLAIMS: readonly CompiledClaim[] = inFileOrder(files)
