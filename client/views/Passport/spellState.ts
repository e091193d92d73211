import type { SignalState } from '../../model/passport.ts'
import type { Messages } from '../../words/messages.ts'

const SYMBOL = { default: '○', ignored: '⊘', caught: '◉' } as const

export function symbolOf({ disposition, blocked, pending }: SignalState): string {
  return `${SYMBOL[disposition]}${blocked ? '▮' : ''}${pending ? '…' : ''}`
}

/** Words like "ignored, blocked". */
export function spellState({ disposition, blocked, pending }: SignalState, { states }: Messages): string {
  return [states[disposition], blocked && states.blocked, pending && states.pending].filter(Boolean).join(', ')
}
