/** A prompt in a terminal. What edits the line stands behind this: `read`, `accept`, `print` and no more. */
import type { Terminal } from '@xterm/xterm'
import { Readline } from 'xterm-readline'

export interface PromptActions {
  /** The line completed, and what to choose from. */
  complete: (line: string) => { line: string; offers: readonly string[] }
  /** Ctrl-C while no line is read. */
  cancel: () => void
}

export interface Prompt {
  /** Reads one line; calls back once it can be typed. `own`: it was typed here, not put in by `accept`. */
  read: (onReady: () => void) => Promise<{ line: string; own: boolean }>
  /** Enters a line as if it had been typed. False where no line is read now. */
  accept: (line: string) => boolean
  print: (text: string) => void
}

const SIGN = '\u001b[1;32m$\u001b[0m '

/** Text, Enter and Backspace: what a shell takes from somebody who types before it reads. */
const TYPED = /^[\P{Cc}\r\u007f]+$/u

export function openPrompt(terminal: Terminal, { complete, cancel }: PromptActions): Prompt {
  const readline = new Readline()
  let reading = false
  let put = false
  /** Typed while no line was read: xterm-readline would drop it, a shell keeps it for the next lines. */
  let ahead = ''
  terminal.onData((data) => {
    if (!reading && TYPED.test(data)) ahead += data
  })
  terminal.loadAddon(readline)
  readline.setCtrlCHandler(() => {
    ahead = ''
    cancel()
  })

  // xterm-readline has taken the one place for such a handler: what it did there is done here.
  terminal.attachCustomKeyEventHandler((event) => {
    if (event.key === 'Enter' && event.shiftKey) return false
    if (event.key === 'f' && event.ctrlKey) return false
    if (event.key !== 'Tab') return true
    // Tab must not trap: it leaves from an empty line, and backwards always.
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

  /** Up to the end of one line; each key by itself, or the editor takes them for pasted text. */
  function typeAhead(): void {
    const [line = ''] = /^[^\r]*\r?/.exec(ahead) ?? []
    ahead = ahead.slice(line.length)
    for (const keys of line.split(/([\r\u007f])/)) if (keys !== '') terminal.input(keys)
  }

  return {
    async read(onReady) {
      const line = readline.read(SIGN)
      // The reader opens once the terminal has drawn what it was given.
      terminal.write('', () => {
        reading = true
        onReady()
        // A line that was put in ends this reading; what was typed is for the next.
        if (!put) typeAhead()
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

/** Words below each other, as a shell lists them. */
function columns(words: readonly string[], width: number): string {
  const wide = Math.max(...words.map((word) => word.length)) + 2
  const across = Math.max(1, Math.floor(width / wide))
  const rows = Array.from({ length: Math.ceil(words.length / across) }, (_, row) => words.slice(row * across, (row + 1) * across))
  return rows.map((row) => `${row.map((word) => word.padEnd(wide)).join('')}\r\n`).join('')
}
