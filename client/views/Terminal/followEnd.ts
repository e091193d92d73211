/** Keeps xterm 6.0 at the end of its text after it has grown. */
import type { Terminal } from '@xterm/xterm'

/**
 * Once somebody has scrolled up, xterm no longer follows what is written, until it is scrolled back down. If it grows until all its rows
 * are visible, there is nothing to scroll, so it stays like that: the next rows would be written below the visible ones.
 */
export function followEnd(terminal: Terminal): void {
  const end = { base: 0, wanted: true }
  const atEnd = (): boolean => terminal.buffer.active.viewportY === terminal.buffer.active.baseY
  terminal.onResize(() => {
    end.base = terminal.buffer.active.baseY
    end.wanted ||= atEnd()
  })
  terminal.onScroll(() => {
    const { baseY } = terminal.buffer.active
    // Nothing was written, so somebody has scrolled.
    if (baseY === end.base) end.wanted = atEnd()
    end.base = baseY
  })
  // Not earlier: before the new rows are counted, xterm finds nothing to scroll.
  terminal.onWriteParsed(() => {
    if (end.wanted && !atEnd()) terminal.scrollToBottom()
  })
}
