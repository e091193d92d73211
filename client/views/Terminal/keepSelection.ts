/** Keeps what is selected in xterm 6.0 while the terminal gets more or fewer rows. */
import type { Terminal } from '@xterm/xterm'

/**
 * xterm drops its selection whenever the number of rows changes, because a change of the columns too may move the text. In a terminal that
 * takes what its page leaves over, rows change often: what was just found, or marked to be copied, would be gone. Here it is selected
 * again, unless other text stands there now.
 */
export function keepSelection(terminal: Terminal): void {
  let text = ''
  terminal.onSelectionChange(() => {
    text = terminal.getSelection() || text
  })
  // xterm tells us of the new size before it drops the selection, though after it has wrapped the rows anew.
  terminal.onResize(({ cols }) => {
    const place = terminal.getSelectionPosition()
    if (!place) return
    const { start, end } = place
    queueMicrotask(() => {
      const kept = text
      if (!terminal.hasSelection()) terminal.select(start.x, start.y, (end.y - start.y) * cols + end.x - start.x)
      if (terminal.getSelection() !== kept) terminal.clearSelection()
    })
  })
}
