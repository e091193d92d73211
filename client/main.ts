/**
 * Entry point. The browser paints what is in index.html first (client/first). Only then does the rest run, piece by piece, so that
 * readers can read before they can press anything.
 */
import './styles/tokens.css'
import './styles/base.css'
import './styles/ui.css'
import './styles/shell.css'
import './styles/print.css'
import './styles/forcedColours.css'
import './styles/japanese.css'
import { notStarted } from './shell/notStarted.ts'
import { painted } from './shell/painted.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
if (root.querySelector('.page-lead')) await painted()
try {
  const { start } = await import('./shell/start.tsx')
  await start(root)
} catch (fault) {
  await notStarted()
  throw fault
}
