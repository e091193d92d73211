// @vitest-environment happy-dom
/** Text typed before the prompt reads is not lost. Uses a real xterm.js and its real line editor, without a screen. */
import { Terminal } from '@xterm/xterm'
import { expect, it } from 'vitest'
import { openPrompt, type Prompt } from './prompt.ts'
import { openedTerminal } from './testing/openedTerminal.ts'

function opened(...early: string[]): { terminal: Terminal; prompt: Prompt } {
  const terminal = new Terminal({ allowProposedApi: true })
  const prompt = openPrompt(terminal, { early, complete: (line) => ({ line: line === 'ch' ? 'check ' : line, offers: [] }), cancel: () => {} })
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

/** Presses a key between two callbacks of the terminal: when its line editor has opened, and when `read` hears of it. */
function pressBetween(terminal: Terminal, key: string): void {
  const write = terminal.write.bind(terminal)
  let empty = 0
  terminal.write = (data, done) => {
    if (data === '' && ++empty === 2) write('', () => terminal.input(key))
    write(data, done)
  }
}

it('a key in the moment in which the line editor opens comes once, and in its place', async () => {
  const { terminal, prompt } = opened()
  pressBetween(terminal, 'n')
  terminal.input('r')
  terminal.input('u')
  const line = prompt.read(() => terminal.write('', () => terminal.input('\r')))
  expect((await line).line).toBe('run')
})

it('Ctrl-C forgets what was typed ahead, also in that moment', async () => {
  const { terminal, prompt } = opened()
  pressBetween(terminal, '\u0003')
  terminal.input('help\r')
  const line = prompt.read(() => {
    terminal.input('check')
    terminal.input('\r')
  })
  expect((await line).line).toBe('check')
})

it('what was typed before the prompt was there is read, too', async () => {
  const { prompt } = opened('x', '\u0003', 'e', 'c', '\u001b[H', 'ch', '\u001b[F', 'k', '\r')
  expect((await prompt.read(() => {})).line).toBe('check')
})

it('Tab completes what was typed ahead, and stays in the terminal', async () => {
  const terminal = openedTerminal({})
  const prompt = openPrompt(terminal, { complete: (line) => ({ line: line === 'ch' ? 'check' : line, offers: [] }), cancel: () => {} })
  const leaves = (): boolean => {
    const event = new KeyboardEvent('keydown', { key: 'Tab', cancelable: true, bubbles: true })
    terminal.textarea?.dispatchEvent(event)
    return !event.defaultPrevented
  }
  expect(leaves()).toBe(true)
  terminal.input('ch')
  expect(leaves()).toBe(false)
  terminal.input('\r')
  expect(leaves()).toBe(true)
  terminal.input('help\r')
  expect((await prompt.read(() => {})).line).toBe('check')
  expect((await prompt.read(() => {})).line).toBe('help')
})

it('Tab completes also what was typed before the prompt was there', async () => {
  const { prompt } = opened('\t', 'c', 'h', '\t', '\r')
  expect((await prompt.read(() => {})).line).toBe('check ')
})

it('pasted lines are read one after the other, and the last waits for its Enter', async () => {
  const { terminal, prompt } = opened()
  const first = prompt.read(() => terminal.input('run\trust\rrun go\rhel'))
  expect((await first).line).toBe('run rust')
  expect((await prompt.read(() => {})).line).toBe('run go')
  const third = prompt.read(() => terminal.write('', () => terminal.input('p')))
  terminal.write('', () => terminal.write('', () => terminal.write('', () => terminal.input('\r'))))
  expect((await third).line).toBe('help')
})
