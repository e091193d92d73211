// @vitest-environment happy-dom
/** Uses a real xterm.js: it is what drops the selection. */
import type { Terminal } from '@xterm/xterm'
import { expect, it } from 'vitest'
import { keepSelection } from './keepSelection.ts'
import { openedTerminal, written } from './testing/openedTerminal.ts'

const LINES = Array.from({ length: 30 }, (_, n) => `line ${n}, which is long enough to be wrapped\r\n`).join('')

/** An open terminal in which `line 20, which` is selected. */
async function selected(keeps = true): Promise<Terminal> {
  const terminal = openedTerminal({ rows: 12, cols: 60 })
  if (keeps) keepSelection(terminal)
  await written(terminal, LINES)
  terminal.select(0, 20, 14)
  return terminal
}
/** What is selected once the terminal has another size. */
async function after(terminal: Terminal, cols: number, rows: number): Promise<string> {
  terminal.resize(cols, rows)
  await Promise.resolve()
  return terminal.getSelection()
}

it('by itself, xterm drops the selection when its rows change', async () => {
  expect(await after(await selected(false), 60, 11)).toBe('')
})

it('what is selected stays selected when the rows change, and when they change again', async () => {
  const terminal = await selected()
  expect(terminal.getSelection()).toBe('line 20, which')
  for (const rows of [11, 4, 20, 40, 12]) expect(await after(terminal, 60, rows)).toBe('line 20, which')
})

it('a selection over two rows stays too', async () => {
  const terminal = await selected()
  terminal.select(38, 20, 30)
  const text = terminal.getSelection()
  expect(text).toContain('\n')
  expect(await after(terminal, 60, 11)).toBe(text)
})

it('nothing is selected where other text stands after the rows were wrapped', async () => {
  expect(await after(await selected(), 20, 11)).toBe('')
})

it('a terminal without a selection gets none', async () => {
  const terminal = await selected()
  terminal.clearSelection()
  expect(await after(terminal, 60, 11)).toBe('')
})
