/** Rows of the terminal ↔ events of the log. The rows themselves are the only state, so trimming cannot make it wrong. */
import type { IBuffer, ILink, Terminal } from '@xterm/xterm'
import { seqOfRow } from '../../model/straceLines.ts'

export interface TerminalRow {
  /** Index in the buffer, from 0. */
  row: number
  seq: number
}

/** The event that a row belongs to. Long lines wrap over several rows. */
export function eventAt(buffer: IBuffer, at: number): TerminalRow | undefined {
  let row = at
  while (row > 0 && buffer.getLine(row)?.isWrapped) row -= 1
  const seq = seqOfRow(buffer.getLine(row)?.translateToString(true, 0, 24) ?? '')
  return seq === undefined ? undefined : { row, seq }
}

/** The last row from `from` up to but not including `to` whose event is not after this one. */
function rowOf(buffer: IBuffer, seq: number, from: number, to: number): TerminalRow | undefined {
  let low = from
  let high = to - 1
  let found: TerminalRow | undefined
  while (low <= high) {
    const middle = (low + high) >> 1
    const there = eventAt(buffer, middle)
    // Rows without an event come before or after all events; the first rows are the command's.
    if (!there) {
      const next = nextEvent(buffer, middle + 1, high)
      if (next && next.seq <= seq) {
        found = next
        low = next.row + 1
      } else high = middle - 1
    } else if (there.seq <= seq) {
      found = there
      low = middle + 1
    } else high = there.row - 1
  }
  return found
}

/** The last row of an event's wrapped line. */
function endOf(buffer: IBuffer, row: number): number {
  let end = row
  while (buffer.getLine(end + 1)?.isWrapped) end += 1
  return end
}

/** Whether some row begins with exactly this event. */
export function hasRow(buffer: IBuffer, seq: number): boolean {
  return rowOf(buffer, seq, 0, buffer.length)?.seq === seq
}

const LOOK_ROWS = 8

function nextEvent(buffer: IBuffer, from: number, to: number): TerminalRow | undefined {
  for (let row = from; row <= Math.min(to, from + LOOK_ROWS); row += 1) {
    const there = eventAt(buffer, row)
    if (there) return there
  }
  return undefined
}

export interface RowActions {
  onChoose: (at: TerminalRow) => void
  onHover: (at: TerminalRow | null) => void
}

/** Makes every event's row a link. */
export function linkRows(terminal: Terminal, { onChoose, onHover }: RowActions): void {
  terminal.registerLinkProvider({
    provideLinks(line, give) {
      const there = eventAt(terminal.buffer.active, line - 1)
      if (!there) return give(undefined)
      const link: ILink = {
        range: { start: { x: 1, y: there.row + 1 }, end: { x: terminal.cols, y: line } },
        text: String(there.seq),
        decorations: { underline: false, pointerCursor: true },
        activate: () => onChoose(there),
        hover: () => onHover(there),
        leave: () => onHover(null),
      }
      give([link])
    },
  })
}

/** Highlights rows; returns the undo. */
function lightRows(terminal: Terminal, first: number, last: number): () => void {
  const buffer = terminal.buffer.active
  const marker = terminal.registerMarker(first - (buffer.baseY + buffer.cursorY))
  const decoration = terminal.registerDecoration({ marker, width: terminal.cols, height: last - first + 1, backgroundColor: '#4a3f17', layer: 'bottom' })
  decoration?.onRender((element) => element.classList.add('terminal-lit'))
  return () => {
    decoration?.dispose()
    marker.dispose()
  }
}

/** Scrolls a row to the middle, unless it is visible already. */
function showRow(terminal: Terminal, row: number): void {
  const { viewportY } = terminal.buffer.active
  if (row < viewportY || row >= viewportY + terminal.rows) terminal.scrollToLine(Math.max(0, row - (terminal.rows >> 1)))
}

export interface Region {
  /** Rows of the buffer; `to` is exclusive. */
  from: number
  to: number
}

/** Highlights the rows of a step, if they exist, and scrolls them into view. */
export function showStep(terminal: Terminal, seq: number, lastSeq: number, { from, to }: Region): (() => void) | undefined {
  const first = rowOf(terminal.buffer.active, seq, from, to)
  // Do not scroll away from somebody who is typing at the prompt.
  if (terminal.options.disableStdin || document.activeElement !== terminal.textarea) showRow(terminal, first?.row ?? from)
  // A step that is no line stands after the line before it, or above the first.
  if (!first || first.seq < seq) return undefined
  const last = rowOf(terminal.buffer.active, lastSeq, first.row, to) ?? first
  return lightRows(terminal, first.row, endOf(terminal.buffer.active, last.row))
}
