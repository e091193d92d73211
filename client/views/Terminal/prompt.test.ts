// @vitest-environment happy-dom
/** Text typed before the prompt reads is not lost. Uses a real xterm.js and its real line editor, without a screen. */
import { Terminal } from '@xterm/xterm'
import { expect, it } from 'vitest'
import { openPrompt, type Prompt } from './prompt.ts'

function opened(): { terminal: Terminal; prompt: Prompt } {
  const terminal = new Terminal({ allowProposedApi: true })
  const prompt = openPrompt(terminal, { complete: (line) => ({ line, offers: [] }), cancel: () => {} })
  return { terminal, prompt }
}

it('a line typed ahead with its Enter is read whole, and the rest waits for the next', async () => {
  const { terminal, prompt } = opened()
  for (const key of ['h', 'e', 'l', 'l', '\u007f', 'p', '\r', 'r', 'u', 'n']) terminal.input(key)
  expect(await prompt.read(() => {})).toEqual({ line: 'help', own: true })
  const next = prompt.read(() => terminal.input('x'))
  terminal.write('', () => terminal.input('\r'))
  expect((await next).line).toBe('xrun')
})

it('entering a line by code keeps typed text for the next line', async () => {
  const { terminal, prompt } = opened()
  terminal.input('clear')
  terminal.input('\r')
  expect(await prompt.read(() => prompt.accept('run rust'))).toEqual({ line: 'run rust', own: false })
  expect(await prompt.read(() => {})).toEqual({ line: 'clear', own: true })
})
