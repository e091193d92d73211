/** npm start: sets up, then becomes the server, which handles signals and decides the exit status. */
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { endWith } from './setup/complaint.mjs'
import { ROOT } from './setup/stamp.mjs'
import { setUp } from './setup.mjs'

try {
  setUp()
} catch (error) {
  endWith(error)
}
process.env.SPAWNSCOPE_ROOT = ROOT
process.env.NODE_ENV = 'production'
await import(pathToFileURL(path.join(ROOT, 'dist/server/main.js')).href)
