import { describe, expect, it } from 'vitest'
import { type FocusKind, type KeySituation, keyTaken, STEPPING } from './keyTaken.ts'

const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End']
const PAGES = ['PageUp', 'PageDown']
const OTHERS = ['Enter', 'r', '1', '?', '[', '.', 'Escape', '+', 'Tab']
const ALL = [...ARROWS, ...PAGES, ' ', ...OTHERS]

const at = (focus: FocusKind, key: string, more: Partial<KeySituation> = {}): boolean =>
  keyTaken({ key, command: false, dialog: false, focus, byKeyboard: true, listOpen: false, ...more })

/** What an element keeps for itself. */
const TABLE: readonly { focus: FocusKind; byKeyboard: boolean; takes: readonly string[] }[] = [
  { focus: 'none', byKeyboard: true, takes: [] },
  { focus: 'none', byKeyboard: false, takes: [] },
  { focus: 'text', byKeyboard: true, takes: ALL },
  { focus: 'text', byKeyboard: false, takes: ALL },
  { focus: 'select', byKeyboard: true, takes: ALL },
  { focus: 'select', byKeyboard: false, takes: ['ArrowUp', 'ArrowDown', ...OTHERS] },
  { focus: 'choice', byKeyboard: true, takes: [...ARROWS, ...PAGES, ' '] },
  { focus: 'choice', byKeyboard: false, takes: ['ArrowUp', 'ArrowDown'] },
  { focus: 'slider', byKeyboard: true, takes: [...ARROWS, ...PAGES] },
  { focus: 'slider', byKeyboard: false, takes: ['ArrowUp', 'ArrowDown'] },
  { focus: 'checkbox', byKeyboard: true, takes: [...PAGES, ' '] },
  { focus: 'checkbox', byKeyboard: false, takes: [] },
  { focus: 'press', byKeyboard: true, takes: [...PAGES, ' ', 'Enter'] },
  { focus: 'press', byKeyboard: false, takes: ['Enter'] },
  { focus: 'other', byKeyboard: true, takes: PAGES },
  { focus: 'other', byKeyboard: false, takes: [] },
]

describe.each(TABLE)('$focus, reached by keyboard: $byKeyboard', ({ focus, byKeyboard, takes }) => {
  it.each(ALL)('%j', (key) => {
    expect(at(focus, key, { byKeyboard })).toBe(takes.includes(key))
  })
})

it('after a click the stepping keys step, wherever it was but in a text field', () => {
  const kinds: FocusKind[] = ['none', 'select', 'choice', 'slider', 'checkbox', 'press', 'other']
  expect(kinds.flatMap((focus) => STEPPING.filter((key) => at(focus, key, { byKeyboard: false })))).toEqual([])
})

it('an open dialog, an open list and a command of the browser keep every key', () => {
  for (const more of [{ dialog: true }, { listOpen: true }, { command: true }])
    for (const byKeyboard of [true, false]) expect(ALL.filter((key) => !at('none', key, { ...more, byKeyboard }))).toEqual([])
})
