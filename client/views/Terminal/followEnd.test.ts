// @vitest-environment happy-dom
/** Uses a real xterm.js: it is what has the fault. */
import { Terminal } from '@xterm/xterm'
import { expect, it } from 'vitest'
import { followEnd } from './followEnd.ts'

const lines = (count: number): string => Array.from({ length: count }, (_, n) => `line ${n}\r\n`).join('')
const written = (terminal: Terminal, count: number): Promise<void> => new Promise((done) => terminal.write(lines(count), done))

/** A small terminal with 12 rows above the visible ones; the reader has scrolled up by some. */
async function scrolledUp(by: number, follows = true): Promise<Terminal> {
  const terminal = new Terminal({ rows: 8, cols: 20, allowProposedApi: true })
  if (follows) followEnd(terminal)
  await written(terminal, 19)
  terminal.scrollLines(-by)
  return terminal
}
const below = ({ buffer: { active } }: Terminal): number => active.baseY - active.viewportY

it('by itself, xterm writes below what is visible once it has grown', async () => {
  const terminal = await scrolledUp(5, false)
  terminal.resize(20, 40)
  await written(terminal, 60)
  expect(below(terminal)).toBe(terminal.buffer.active.baseY)
})

it('a terminal that has grown until all is visible follows what is written', async () => {
  const terminal = await scrolledUp(5)
  terminal.resize(20, 40)
  await written(terminal, 60)
  expect(terminal.buffer.active.baseY).toBeGreaterThan(0)
  expect(below(terminal)).toBe(0)
})

it('whoever has scrolled up stays there, whatever is written', async () => {
  const terminal = await scrolledUp(5)
  await written(terminal, 3)
  expect(below(terminal)).toBe(8)
  terminal.resize(20, 10)
  await written(terminal, 3)
  expect(below(terminal)).toBeGreaterThan(0)
  terminal.scrollToBottom()
  await written(terminal, 3)
  expect(below(terminal)).toBe(0)
})
