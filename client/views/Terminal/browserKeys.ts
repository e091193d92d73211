/** Keys that a terminal would take for control characters, and that readers press for the browser's own commands. */
import type { Terminal } from '@xterm/xterm'

/** Pasting, copying what is selected, and finding. Without a selection Ctrl-C is the terminal's. Returns the undo. */
export function leaveBrowserKeys(box: HTMLElement, terminal: Terminal, find: () => void): () => void {
  const listen = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    const key = event.key.toLowerCase()
    const copies = key === 'c' && terminal.hasSelection()
    if (key !== 'v' && key !== 'f' && !copies) return
    // xterm listens further inside. It would send a control character, and keep the browser from doing anything.
    event.stopImmediatePropagation()
    // As in other terminals: the next Ctrl-C cancels.
    if (copies) setTimeout(() => terminal.clearSelection())
    if (key !== 'f') return
    // The browser finds only the rows that are on the screen, because the others are not in the document.
    event.preventDefault()
    find()
  }
  box.addEventListener('keydown', listen, { capture: true })
  return () => box.removeEventListener('keydown', listen, { capture: true })
}
