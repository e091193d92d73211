/** Why each named moment matters. A figure is drawn before these sentences have come. */
import type { MomentNames } from '../../content/languages/en/page/moments.ts'
import { messageGroup } from './messageGroup.ts'

const group = messageGroup(import.meta.glob<MomentNames>('../../content/languages/*/page/momentWhys.ts', { import: 'momentWhys' }))

export const useMomentWhys = group.useWords
