/** xterm and all that it needs. Loaded when the first terminal opens, because together they are larger than the rest of the page. */
import '@xterm/xterm/css/xterm.css'
import { FitAddon } from '@xterm/addon-fit'
import { SearchAddon } from '@xterm/addon-search'
import { Terminal } from '@xterm/xterm'
import type { Figure } from '../../model/figure.ts'
import type { LineWords } from '../../model/straceLines.ts'
import type { RunLog } from '../../store/runLog.ts'
import { markStyles } from '../../ui/markStyles.ts'
import { leaveBrowserKeys } from './browserKeys.ts'
import { type Finder, openFinder } from './finder.ts'
import { followEnd } from './followEnd.ts'
import { keepSelection } from './keepSelection.ts'
import { LineWriter } from './lineWriter.ts'
import { quietSelection } from './quietSelection.ts'
import { linkRows, type Region, type RowActions, showStep } from './terminalRows.ts'
import { walkRows } from './walkRows.ts'

/** Rows that the reader can scroll back to, and that the cursor can find. */
const SCROLLBACK_LINES = 60_000
const FONT_PX = 12.5

export interface OpenTerminal {
  terminal: Terminal
  /** Its search; `onAnswer` hears whether the text is there. Stops when the terminal closes. */
  finder: (onAnswer: (found: boolean) => void) => Finder
  /** Empties it, after what has been written until now. */
  clear: () => void
  /** Writes a log into it. `onOver`: the run is over and its last line is written. */
  write: (log: RunLog, words: LineWords, onOver?: () => void) => LineWriter
  link: (actions: RowActions) => void
  /** Lets the arrow keys move from row to row of this run. */
  walk: (figureNow: () => Figure | undefined) => void
  /** Highlights the rows of a step within the region and scrolls them into view; returns the undo. */
  show: (seq: number, lastSeq: number, region: Region) => (() => void) | undefined
  /** Calls back when the reader wants to find something. */
  onFind: (find: () => void) => void
  close: () => void
}

/** `typed`: the terminal has a prompt. */
export function openTerminal(box: HTMLElement, label: string, typed: boolean): OpenTerminal {
  markStyles()
  const style = getComputedStyle(box)
  const root = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16
  const terminal = new Terminal({
    rows: 18,
    cols: 100,
    scrollback: SCROLLBACK_LINES,
    // Decorations highlight the row under the cursor; in xterm they are a proposed API.
    allowProposedApi: true,
    disableStdin: !typed,
    cursorBlink: false,
    fontSize: FONT_PX * root,
    fontFamily: style.getPropertyValue('--font-code'),
    minimumContrastRatio: 4.5,
    // Links that a traced program prints must lead nowhere.
    linkHandler: { activate: () => {} },
    theme: {
      background: '#14181d',
      foreground: '#e6e9ec',
      cursor: typed ? '#e6b83f' : '#14181d',
      selectionBackground: '#3d5a78',
      blue: '#6cbcf0',
      yellow: '#f29a5c',
      cyan: '#9fd8ea',
      brightBlack: '#9aa5b0',
    },
  })
  let find = (): void => {}
  let finder: Finder | undefined
  /** Runs of which every row is written. Tests and measurements read it from the box. */
  let written = 0
  const undo = leaveBrowserKeys(box, terminal, () => find())
  const search = new SearchAddon()
  const fit = new FitAddon()
  terminal.loadAddon(search)
  terminal.loadAddon(fit)
  terminal.open(box)
  quietSelection(terminal)
  keepSelection(terminal)
  followEnd(terminal)
  terminal.textarea?.setAttribute('aria-label', label)
  // Not by :has(), which the browser would look up at each row that is written.
  const mark = ({ type }: Event): void => void box.closest('.terminal')?.toggleAttribute('data-focused', type === 'focus')
  for (const type of ['focus', 'blur']) terminal.textarea?.addEventListener(type, mark)
  const follow = new ResizeObserver(() => {
    if (box.clientWidth > 0) fit.fit()
  })
  follow.observe(box)
  return {
    terminal,
    finder: (onAnswer) => {
      finder = openFinder(terminal, search, onAnswer)
      return finder
    },
    // Reset to Initial State (RIS), in the order of the text: what another log has left in xterm's queue must not come after it.
    clear: () => terminal.write('\u001bc'),
    write: (log, words, onOver) =>
      new LineWriter(terminal, log, words, {
        rows: () => {
          written += 1
          box.dataset.written = String(written)
        },
        over: onOver,
      }),
    link: (actions) => linkRows(terminal, actions),
    walk: (figureNow) => walkRows(terminal, figureNow),
    show: (seq, lastSeq, region) => showStep(terminal, seq, lastSeq, region),
    onFind: (next) => {
      find = next
    },
    close: () => {
      undo()
      finder?.stop()
      follow.disconnect()
      terminal.dispose()
    },
  }
}
