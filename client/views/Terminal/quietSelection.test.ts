// @vitest-environment happy-dom
/** Uses a real xterm.js: its inside is what this file relies on. */
import { expect, it, vi } from 'vitest'
import { quietSelection } from './quietSelection.ts'
import { openedTerminal, written } from './testing/openedTerminal.ts'

interface Inside {
  _core: { _renderService: { handleSelectionChanged: () => void } }
}

/** An open terminal, and how often it has drawn its selection. */
function opened(quiet: boolean) {
  const terminal = openedTerminal({ rows: 4, cols: 20 })
  const drawn = vi.spyOn((terminal as unknown as Inside)._core._renderService, 'handleSelectionChanged')
  const known = quiet && quietSelection(terminal)
  return { terminal, drawn, known }
}
const frame = (): Promise<unknown> => new Promise((drawn) => requestAnimationFrame(drawn))
const LINES = Array.from({ length: 30 }, (_, n) => `line ${n}\r\n`).join('')

it('this xterm draws a selection that is not there after each scroll, and not once it is quiet', async () => {
  const loud = opened(false)
  await written(loud.terminal, LINES)
  await frame()
  expect(loud.drawn).toHaveBeenCalled()
  const quiet = opened(true)
  expect(quiet.known).toBe(true)
  await written(quiet.terminal, LINES)
  await frame()
  expect(quiet.drawn).not.toHaveBeenCalled()
})

it('a selection that is there is drawn, also after a scroll, and taken away when it is gone', async () => {
  const { terminal, drawn } = opened(true)
  await written(terminal, LINES)
  terminal.select(0, 20, 5)
  await frame()
  expect(drawn).toHaveBeenCalledTimes(1)
  await written(terminal, 'one more\r\n')
  await frame()
  expect(drawn).toHaveBeenCalledTimes(2)
  terminal.clearSelection()
  await frame()
  expect(drawn).toHaveBeenCalledTimes(3)
  await written(terminal, 'and another\r\n')
  await frame()
  expect(drawn).toHaveBeenCalledTimes(3)
})
