/** npm run dev: the server from source, Vite inside it, hot reload of page, annotations and C listings. */
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { endWith } from './setup/complaint.mjs'
import { ROOT } from './setup/stamp.mjs'
import { setUp } from './setup.mjs'

try {
  setUp({ page: false })
} catch (error) {
  endWith(error)
}
process.env.SPAWNSCOPE_ROOT = ROOT
process.env.SPAWNSCOPE_DEV = '1'
const { register } = await import('tsx/esm/api')
register()
await import(pathToFileURL(path.join(ROOT, 'server/main.ts')).href)
