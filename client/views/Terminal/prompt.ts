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
const CTRL_L = '\u000c'
const TAB = '\t'
const ESCAPE = '\u001b'
const TEXT = /^\P{Cc}/u
/** Several lines at once. Keys come one by one, or begin with Escape. */
const isPasted = (data: string): boolean => data.length > 1 && data.includes('\r') && !data.startsWith(ESCAPE)
/** Tabs and the like: in a pasted line they separate words, and here they would be commands. */
const CONTROLS = /[^\P{Cc}\r]/gu

export function openPrompt(terminal: Terminal, { early = [], complete: completionOf, cancel }: PromptActions): Prompt {
  const readline = new Readline()
  let reading = false
  let put = false
  /** Keys pressed while no line was being read. xterm-readline would drop them; a shell saves them all for the next lines. */
  let ahead: string[] = []
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
    // The line editor would insert it.
    if (data === ESCAPE) return
    if (isPasted(data)) {
      save(data.replace(CONTROLS, ' '))
      if (reading) typeAhead()
    } else if (data === TAB) {
      if (canComplete()) complete()
    } else if (!reading && data !== CTRL_C && data !== CTRL_L) save(data)
    else {
      // Between lines, these two do not wait: the editor cancels the run, or clears the screen.
      if (data === CTRL_C) ahead = []
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
    if (event.shiftKey || !canComplete()) return false
    event.preventDefault()
    if (event.type === 'keydown') complete()
    return false
  })

  /** Whether there is something to complete: in the line, or in what will be the next one. */
  function canComplete(): boolean {
    if (reading) return readline.getLine().trim() !== ''
    return ahead.slice(ahead.lastIndexOf('\r') + 1).some((keys) => TEXT.test(keys))
  }

  function complete(): void {
    if (!reading) return save(TAB)
    const before = readline.getLine()
    const { line, offers } = completionOf(before)
    if (line !== before) readline.updateLine(line)
    else if (offers.length > 0) {
      terminal.write(`\r\u001b[0J${columns(offers, terminal.cols)}`)
      readline.updateLine(before)
    }
  }

  /** Enter and Backspace are saved separately, because the editor would take them for pasted text. */
  function save(data: string): void {
    ahead.push(...(data.startsWith(ESCAPE) ? [data] : data.split(/([\r\u007f])/).filter((keys) => keys !== '')))
  }

  /** Up to the end of one line. */
  function typeAhead(): void {
    const end = ahead.indexOf('\r')
    for (const keys of ahead.splice(0, end < 0 ? ahead.length : end + 1)) terminal.input(keys)
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
