/** Whose key it is: the focused element's or the page's. Pure; client/ui/takesKey.ts reads the page. */

/** What the focused element does with keys of its own. */
export type FocusKind =
  /** The page itself, or an element that uses no keys. */
  | 'none'
  | 'text'
  | 'select'
  /** One of a group among which the arrows move: radio buttons, tabs. */
  | 'choice'
  | 'slider'
  | 'checkbox'
  /** A button, a link, a summary: what Space or Enter press. */
  | 'press'
  /** An element that the reader reached, and that may scroll. */
  | 'other'

export interface KeySituation {
  key: string
  /** Ctrl, Meta or Alt is held: a command of the browser or of the system. */
  command: boolean
  /** A dialog is open. */
  dialog: boolean
  focus: FocusKind
  /** The focus came there by keyboard. A reader who clicked something has finished with it, and its keys are the page's again. */
  byKeyboard: boolean
  /** The list of a select is open. */
  listOpen: boolean
}

/** A presenter's clicker sends PageUp and PageDown. */
export const STEPPING: readonly string[] = ['ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown', ' ']

/** Whether the focused element uses this key itself. If so, the page must not. */
export function keyTaken({ key, command, dialog, focus, byKeyboard, listOpen }: KeySituation): boolean {
  if (command || dialog || focus === 'text' || listOpen) return true
  if (STEPPING.includes(key) && !byKeyboard) return false
  const across = key.startsWith('Arrow') || key === 'Home' || key === 'End'
  const byPage = key === 'PageUp' || key === 'PageDown'
  switch (focus) {
    case 'none':
      return false
    case 'select':
      return true
    case 'choice':
      return across || byPage || key === ' '
    case 'slider':
      return across || byPage
    case 'checkbox':
      return byPage || key === ' '
    case 'press':
      return byPage || key === ' ' || key === 'Enter'
    case 'other':
      return byPage
  }
}
