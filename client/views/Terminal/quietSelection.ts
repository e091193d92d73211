/** Keeps xterm 6.0 from drawing every row twice. */
import type { Terminal } from '@xterm/xterm'

/** What is used here of xterm's inside, as its own add-ons do. There is no public way. */
interface Core {
  _core?: { _selectionService?: { refresh?: (byMouse?: boolean) => void } }
}

/**
 * After each scroll xterm draws all rows once more, because a selection may have moved. Most often there is none. Call it after `open`.
 * Returns false if this xterm is made otherwise; then nothing is changed.
 */
export function quietSelection(terminal: Terminal): boolean {
  const service = (terminal as unknown as Core)._core?._selectionService
  const refresh = service?.refresh
  if (!service || typeof refresh !== 'function') return false
  let drawn = false
  service.refresh = (byMouse) => {
    const selected = terminal.hasSelection()
    // One that is gone has to be taken away.
    if (selected || drawn) refresh.call(service, byMouse)
    drawn = selected
  }
  return true
}
