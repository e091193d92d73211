/** npm run build:site: the page as plain files for any host, in dist-site/ or the folder that --out names. */
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import { SITE, WORKER } from '../build/vite/site.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
const { values } = parseArgs({ options: { out: { type: 'string', default: path.join(ROOT, 'dist-site') } } })
const out = path.resolve(values.out)

// The build empties the folder first, so it must be ours.
const strangers = existsSync(out) ? readdirSync(out).filter((name) => name !== '.git') : []
if (strangers.length > 0 && !strangers.includes(WORKER)) {
  console.error(`build:site: ${out} holds something else (${strangers[0]}). Cure: name an empty folder, or one that build:site made`)
  process.exit(2)
}
// Vitest sets NODE_ENV to test; the shipped page is always a production build.
process.env.NODE_ENV = 'production'
await build({ configFile: path.join(ROOT, 'vite.config.ts'), mode: SITE, logLevel: 'warn', build: { outDir: out, emptyOutDir: true } })
console.log(`build:site: ${out}. Any host of plain files will do, in any folder: python3 -m http.server -d ${path.relative(process.cwd(), out) || '.'}`)
