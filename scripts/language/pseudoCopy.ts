/** The project with one language more, in a folder of its own: one row and one folder, and nothing else is touched. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { filesInGit } from '../check/filesInGit.ts'
import { PSEUDO, writePseudoFolder } from './pseudoFolder.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const END_OF_LIST = '] as const\n'

export function pseudoCopy(to: string): void {
  for (const file of filesInGit(ROOT)) {
    mkdirSync(path.dirname(path.join(to, file)), { recursive: true })
    cpSync(path.join(ROOT, file), path.join(to, file))
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(to, 'node_modules'))
  // The helper and the real programs as they were built here: they know no language.
  cpSync(path.join(ROOT, 'native/build'), path.join(to, 'native/build'), { recursive: true })

  const rows = path.join(to, 'protocol/language.ts')
  writeFileSync(
    rows,
    readFileSync(rows, 'utf8').replace(END_OF_LIST, () => `  { id: '${PSEUDO.id}', name: '${PSEUDO.name}' },\n${END_OF_LIST}`),
  )
  writePseudoFolder(path.join(to, 'content'))
}

/** Page and server, as `npm run setup` builds them. */
export function buildCopy(folder: string): void {
  const vite = path.join(folder, 'node_modules/vite/bin/vite.js')
  for (const flags of [['build'], ['build', '--ssr']]) {
    const env = { ...process.env, NODE_ENV: 'production' }
    const { status, stderr } = spawnSync(process.execPath, [vite, ...flags, '--logLevel', 'error'], { cwd: folder, encoding: 'utf8', env })
    if (status !== 0) throw new Error(`vite ${flags.join(' ')}: ${stderr}`)
  }
}
