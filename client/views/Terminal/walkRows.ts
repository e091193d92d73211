/** Keys of a terminal without input: they move row by row through the run. All other keys go to the page. */
import type { Terminal } from '@xterm/xterm'
import { type Figure, stepAt } from '../../model/figure.ts'
import { hasRow } from './terminalRows.ts'

/** `figureNow`: returns the run that these rows show, as it is when a key is pressed. */
export function walkRows(terminal: Terminal, figureNow: () => Figure | undefined): void {
  terminal.attachCustomKeyEventHandler((event) => {
    // Copying, and scrolling by Shift-PageUp, belong to xterm.
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return event.key !== 'Tab'
    const figure = figureNow()
    if (event.type !== 'keydown' || !figure || !walk(terminal, figure, event.key)) return false
    event.preventDefault()
    // The page uses Home and End too, but for the leading run.
    event.stopPropagation()
    return false
  })
}

function walk(terminal: Terminal, figure: Figure, key: string): boolean {
  const { cursor, story, onCursor, onPin } = figure
  switch (key) {
    case 'ArrowDown':
      onCursor(rowBeside(terminal, figure, 1))
      return true
    case 'ArrowUp':
      onCursor(rowBeside(terminal, figure, -1))
      return true
    case 'Home':
      onCursor(rowBeside(terminal, { story, cursor: -1 }, 1))
      return true
    case 'End':
      onCursor(rowBeside(terminal, { story, cursor: story.steps.length }, -1))
      return true
    case 'Enter': {
      const step = stepAt({ story, cursor })
      if (step) onPin({ kind: 'step', step })
      return true
    }
    default:
      return false
  }
}

/** The nearest step in that direction with a row of its own (a passport, for one, has none), else the step itself. */
function rowBeside(terminal: Terminal, { story, cursor }: Pick<Figure, 'story' | 'cursor'>, by: 1 | -1): number {
  for (let index = cursor + by; ; index += by) {
    const step = story.steps[index]
    if (!step) return Math.max(0, Math.min(cursor, story.steps.length - 1))
    if (hasRow(terminal.buffer.active, step.seq)) return index
  }
}
