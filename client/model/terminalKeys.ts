/** The keys of --press: the signal that the terminal sends for each, and the helper's notes on them. Pure. */
import type { EventOf } from '../../protocol/events.ts'
import { CONTINUED, NOT_PRESSED, PRESSED } from '../../protocol/notes.ts'

/** Names without SIG. `hangup`: the terminal goes away. */
export const SIGNAL_OF_KEY = { 'ctrl-c': 'INT', 'ctrl-z': 'TSTP', hangup: 'HUP' } as const
export type TerminalKey = keyof typeof SIGNAL_OF_KEY

export const isKey = (word: string): word is TerminalKey => Object.hasOwn(SIGNAL_OF_KEY, word)

export type KeyNote =
  /** `moment`: as `--press KEY@MOMENT` spells it. */
  | { is: 'pressed'; key: TerminalKey; moment: string }
  /** The run did not come to the moment. */
  | { is: 'not-pressed' }
  /** As `fg` in a shell: the stopped job goes on. */
  | { is: 'continued' }

/** Null for a note on anything else, or on a key that this page does not know. */
export function keyNote({ code, text }: Pick<EventOf<'note'>, 'code' | 'text'>): KeyNote | null {
  if (code === NOT_PRESSED) return { is: 'not-pressed' }
  if (code === CONTINUED) return { is: 'continued' }
  const [key = '', moment = ''] = text.split(' ')
  return code === PRESSED && isKey(key) ? { is: 'pressed', key, moment } : null
}
