/** A prompt in a terminal. It hides the line editor behind `read`, `accept`, `print` and no more. Pasted lines are read one by one. */
import type { IDisposable, Terminal } from '@xterm/xterm'
import { Readline } from 'xterm-readline'

export interface PromptActions {
  /** The keys that were pressed before the prompt was there. */
  early?: readonly string[]
  /** The completed line, and what to choose from. */
  complete: (line: string) => { line: string; offers: readonly string[] }
  /** Ctrl-C while no line is being read. */
  cancel: () => void
}

export interface Prompt {
  /** Reads one line; calls back once the reader can type it. `own`: it was typed here, not entered by `accept`. */
  read: (onReady: () => void) => Promise<{ line: string; own: boolean }>
  /** Enters a line as if it had been typed. Returns false if no line is being read. */
  accept: (line: string) => boolean
  print: (text: string) => void
}

const SIGN = '\u001b[1;32m$\u001b[0m '

const CTRL_C = '\u0003'
/** Text, Enter and Backspace: the input that a shell accepts before it reads. */
const TYPED = /^[\P{Cc}\r\u007f]+$/u
/** Several lines at once. Keys come one by one, or begin with Escape. */
const isPasted = (data: string): boolean => data.length > 1 && data.includes('\r') && !data.startsWith('\u001b')
/** Tabs and the like: in a pasted line they separate words, and here they would be commands. */
const CONTROLS = /[^\P{Cc}\r]/gu

export function openPrompt(terminal: Terminal, { early = [], complete, cancel }: PromptActions): Prompt {
  const readline = new Readline()
  let reading = false
  let put = false
  /** Input typed while no line was being read. xterm-readline would drop it; a shell saves it for the next lines. */
  let ahead = ''
  let edit: (data: string) => void = () => {}
  // The editor gets its input from us alone, because it opens a moment before we hear of it: a key would be taken by both.
  const gated: Terminal = Object.create(terminal, {
    onData: {
      value: (listener: (data: string) => void): IDisposable => {
        edit = listener
        return terminal.onData(take)
      },
    },
  })
  function take(data: string): void {
    if (isPasted(data)) {
      ahead += data.replace(CONTROLS, ' ')
      if (reading) typeAhead()
    } else if (!reading && TYPED.test(data)) ahead += data
    else {
      if (data === CTRL_C) ahead = ''
      edit(data)
      // The line is over now, though `read` hears of it a moment later.
      if (data === '\r') reading = false
    }
  }
  terminal.loadAddon({ activate: () => readline.activate(gated), dispose: () => readline.dispose() })
  readline.setCtrlCHandler(cancel)
  early.forEach(take)

  // xterm allows only one such handler and xterm-readline has set it, so we repeat here what it did.
  terminal.attachCustomKeyEventHandler((event) => {
    if (event.key === 'Enter' && event.shiftKey) return false
    if (event.key === 'f' && event.ctrlKey) return false
    if (event.key !== 'Tab') return true
    // Tab must not trap the focus: it leaves from an empty line, and Shift-Tab always leaves.
    if (event.shiftKey || !reading || readline.getLine().trim() === '') return false
    event.preventDefault()
    if (event.type === 'keydown') offer()
    return false
  })

  function offer(): void {
    const before = readline.getLine()
    const { line, offers } = complete(before)
    if (line !== before) readline.updateLine(line)
    else if (offers.length > 0) {
      terminal.write(`\r\u001b[0J${columns(offers, terminal.cols)}`)
      readline.updateLine(before)
    }
  }

  /** Up to the end of one line. Enter and Backspace are sent separately, because the editor would take them for pasted text. */
  function typeAhead(): void {
    const [line = ''] = /^[^\r]*\r?/.exec(ahead) ?? []
    ahead = ahead.slice(line.length)
    for (const keys of line.split(/([\r\u007f])/)) if (keys !== '') terminal.input(keys)
  }

  return {
    async read(onReady) {
      const line = readline.read(SIGN)
      // The line editor opens once the terminal has drawn all its output.
      terminal.write('', () => {
        reading = true
        onReady()
        // `accept` ends this read; typed text is saved for the next one.
        if (!put && reading) typeAhead()
      })
      const given = await line
      reading = false
      const own = !put
      put = false
      return { line: given, own }
    },
    accept(line) {
      if (!reading) return false
      put = true
      readline.updateLine(line)
      terminal.input('\r')
      return true
    },
    print: (text) => terminal.write(text.replaceAll('\n', '\r\n')),
  }
}

/** Words in rows below each other, as a shell lists them. */
function columns(words: readonly string[], width: number): string {
  const wide = Math.max(...words.map((word) => word.length)) + 2
  const across = Math.max(1, Math.floor(width / wide))
  const rows = Array.from({ length: Math.ceil(words.length / across) }, (_, row) => words.slice(row * across, (row + 1) * across))
  return rows.map((row) => `${row.map((word) => word.padEnd(wide)).join('')}\r\n`).join('')
}
