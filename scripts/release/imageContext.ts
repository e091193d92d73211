/** What `docker build` would send and copy, judged without Docker: .dockerignore, the files that are there, and each COPY. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { copySourcesOf } from './copySources.ts'
import { readDockerIgnore } from './dockerIgnore.ts'
import type { ReleaseFault } from './releaseFault.ts'

export interface ImageContext {
  /** Each file that goes into the context, with its size in bytes, in the order of the names. */
  files: ReadonlyMap<string, number>
  /** How many sources the Dockerfile copies. */
  copied: number
  faults: readonly ReleaseFault[]
}

/** `root`: a clone of the project in which set-up has built what the image holds. */
export function imageContextOf(root: string): ImageContext {
  const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')
  const isLeftOut = readDockerIgnore(existsSync(path.join(root, '.dockerignore')) ? read('.dockerignore') : '')
  // A file of a suite beside us may be gone since it was listed.
  const sizes = filesBelow(root, '', isLeftOut).map((name) => [name, statSync(path.join(root, name), { throwIfNoEntry: false })?.size] as const)
  const files = new Map(sizes.flatMap(([name, size]) => (size === undefined ? [] : [[name, size] as const])).sort(([a], [b]) => (a < b ? -1 : 1)))
  const names = [...files.keys()]
  const sources = copySourcesOf(read('Dockerfile'))
  const isThere = (place: string): boolean => place === '.' || files.has(place) || names.some((name) => name.startsWith(`${place}/`))
  const faults: ReleaseFault[] = strangersOf(root, names).map((name) => ({
    what: `${name} goes into the image's context, and git ignores it`,
    cure: `name it in .dockerignore`,
  }))
  for (const { line, stage, place } of sources) {
    if (isThere(place)) continue
    // A build stage makes what set-up makes here.
    if (stage !== null && !place.startsWith('..') && existsSync(path.join(root, place))) continue
    const made = stage === null ? '' : `, and set-up has not made it`
    faults.push({
      what: `Dockerfile, line ${line}: the context has no ${place}${made}`,
      cure: stage === null ? 'mend COPY or .dockerignore' : 'npm run setup, or mend COPY',
    })
  }
  return { files, copied: sources.length, faults }
}

function filesBelow(root: string, folder: string, isLeftOut: (file: string) => boolean): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (isLeftOut(name)) return []
    return entry.isDirectory() ? filesBelow(root, name, isLeftOut) : entry.isFile() ? [name] : []
  })
}

/** What only this machine has would be in the image: recordings, caches, perhaps a secret. */
function strangersOf(root: string, names: readonly string[]): string[] {
  const { status, stdout, stderr } = spawnSync('git', ['check-ignore', '-z', '--stdin'], { cwd: root, encoding: 'utf8', input: names.join('\0') })
  if (status !== 0 && status !== 1) throw new Error(`git check-ignore: ${stderr}. Cure: run it in a clone of the project`)
  return stdout.split('\0').filter(Boolean)
}
