/**
 * The page begins. What is in index.html is painted first (client/first); only then is the rest worked through, piece by
 * piece, so that what can be read is there before what can be pressed.
 */
import './styles/tokens.css'
import './styles/base.css'
import './styles/ui.css'
import './styles/shell.css'
import { painted } from './shell/painted.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
if (root.querySelector('.page-lead')) await painted()
const { start } = await import('./shell/start.tsx')
await start(root)
