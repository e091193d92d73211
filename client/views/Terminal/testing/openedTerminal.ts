/** A real xterm.js that is open in a document without a screen. */
import { type ITerminalInitOnlyOptions, type ITerminalOptions, Terminal } from '@xterm/xterm'

/** xterm watches the pixel ratio of the screen. There is none here, so nothing is ever told. */
const NO_SCREEN = { matches: false, addListener() {}, removeListener() {}, addEventListener() {}, removeEventListener() {} }

export function openedTerminal(options: ITerminalOptions & ITerminalInitOnlyOptions): Terminal {
  Object.assign(globalThis, { matchMedia: () => NO_SCREEN })
  const terminal = new Terminal({ allowProposedApi: true, ...options })
  const box = document.createElement('div')
  document.body.append(box)
  terminal.open(box)
  return terminal
}

/** Resolves once the text is in the terminal. */
export const written = (terminal: Terminal, text: string): Promise<void> => new Promise((done) => terminal.write(text, done))
