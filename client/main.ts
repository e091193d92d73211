/**
 * Entry point. The browser paints what is in index.html first (client/first). Only then does the rest run, piece by piece, so that
 * readers can read before they can press anything. Whoever follows a class gets the small page of a seat first (client/seat).
 */
import './styles/tokens.css'
import './styles/base.css'
import './styles/ui.css'
import './styles/shell.css'
import './styles/print.css'
import './styles/forcedColours.css'
import './styles/japanese.css'
import './styles/palette.css'
import './styles/term.css'
import { beginsInClass } from './runs/beginsInClass.ts'
import { notStarted } from './shell/notStarted.ts'
import { painted } from './shell/painted.ts'

async function begin(): Promise<void> {
  const root = document.getElementById('root')
  if (!root) throw new Error('index.html has no #root')
  if (root.querySelector('.page-lead')) await painted()
  try {
    if (beginsInClass()) {
      const { startSeat } = await import('./seat/start.tsx')
      await startSeat(root, () => import('./shell/figures.ts'))
    } else {
      const { start } = await import('./shell/start.tsx')
      await start(root)
    }
  } catch (fault) {
    await notStarted()
    throw fault
  }
}

void begin()
