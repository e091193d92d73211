import { type FocusKind, keyTaken } from '../model/keyTaken.ts'
import { focusCameByKeyboard } from './focusOrigin.ts'

/** Whether the focused element uses this key itself. If so, the page must not. */
export function takesKey({ target, key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  const focus = kindOf(target)
  return keyTaken({
    key,
    command: ctrlKey || metaKey || altKey,
    dialog: document.querySelector('dialog[open]') !== null,
    focus,
    byKeyboard: focusCameByKeyboard(),
    listOpen: focus === 'select' && isOpen(target),
  })
}

const INPUTS: Readonly<Record<string, FocusKind>> = { radio: 'choice', range: 'slider', checkbox: 'checkbox', button: 'press', submit: 'press' }

function kindOf(target: EventTarget | null): FocusKind {
  if (!(target instanceof HTMLElement) || target === document.body || target === document.documentElement) return 'none'
  // A terminal without input has the focus in such a text area.
  if (target instanceof HTMLTextAreaElement) return target.readOnly ? 'other' : 'text'
  if (target.isContentEditable) return 'text'
  if (target instanceof HTMLSelectElement) return 'select'
  if (target instanceof HTMLInputElement) return INPUTS[target.type] ?? 'text'
  if (target.closest('[role=radiogroup],[role=tablist],[data-arrows]')) return 'choice'
  if (/^(BUTTON|A|SUMMARY)$/.test(target.tagName)) return 'press'
  // The reader cannot reach it: the page put the focus there, as on the heading of a new screen.
  return target.tabIndex < 0 ? 'none' : 'other'
}

function isOpen(target: EventTarget | null): boolean {
  try {
    return target instanceof HTMLElement && target.matches(':open')
  } catch {
    // An older browser does not know the word, and sends no keys of an open list to the page.
    return false
  }
}
