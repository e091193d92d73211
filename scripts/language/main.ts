/** npm run pseudo -- --out FOLDER: the project with the pseudo-language, built. It prints the command that serves it. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { buildCopy, pseudoCopy } from './pseudoCopy.ts'
import { PSEUDO } from './pseudoFolder.ts'

const { values } = parseArgs({ options: { out: { type: 'string' } } })
const out = path.resolve(values.out ?? mkdtempSync(path.join(tmpdir(), 'spawnscope-pseudo-')))
pseudoCopy(out)
buildCopy(out)
console.log(`pseudo: ${out} has the language ${PSEUDO.id}. PORT=4000 SPAWNSCOPE_ROOT=${out} node ${out}/dist/server/main.js serves it`)
