/** xterm, loaded when the first terminal is opened: it is larger than the rest of the page. */
import '@xterm/xterm/css/xterm.css'
import { Terminal } from '@xterm/xterm'
import { markStyles } from '../../ui/markStyles.ts'

export function openTerminal(box: HTMLElement, options: { rows: number; cols: number; scrollback: number }): Terminal {
  markStyles()
  const style = getComputedStyle(box)
  const terminal = new Terminal({
    ...options,
    disableStdin: true,
    convertEol: false,
    fontSize: 12,
    fontFamily: style.getPropertyValue('--font-code'),
    minimumContrastRatio: 4.5,
    // Links in a traced program's words lead nowhere.
    linkHandler: { activate: () => {} },
    theme: { background: '#14181d', foreground: '#e6e9ec', cursor: '#14181d' },
  })
  terminal.open(box)
  // Tab must leave a terminal that takes no input.
  terminal.attachCustomKeyEventHandler((event) => event.key !== 'Tab')
  return terminal
}
