/** Compiles the static helper of every machine, and lays it out in prebuilt/ with the table that a start checks it against. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { PREBUILT_TABLE, type PrebuiltFile } from '../../server/helper/prebuilt.ts'
import { MACHINES, type Machine } from './machines.ts'

/** What is compiled. A helper that is linked dynamically, or libdw, would depend on the libraries of a machine that nobody knows. */
const PROGRAMS = ['spawnscope', 'spawnscope-supervisor', 'spawnscope-compile']
const FOLDERS = ['targets', 'preludes']

/** Throws an Error that names what to install. */
export function buildPrebuilt(root: string): void {
  const [made, beside] = [path.join(root, 'prebuilt'), path.join(root, `prebuilt.${process.pid}`)]
  const table: Record<string, PrebuiltFile> = {}
  try {
    for (const [name, machine] of Object.entries(MACHINES)) {
      lay(compiled(root, name, machine), path.join(beside, name, 'app'), stripOf(name, machine))
      Object.assign(table, tableOf(beside, name))
    }
    writeFileSync(path.join(beside, PREBUILT_TABLE), `${JSON.stringify(table, null, 1)}\n`)
    rmSync(made, { recursive: true, force: true })
    renameSync(beside, made)
  } finally {
    rmSync(beside, { recursive: true, force: true })
  }
}

const isThis = (name: string): boolean => name === `${process.platform}-${process.arch}`

const stripOf = (name: string, { triple }: Machine): string => (isThis(name) ? 'strip' : `${triple}-strip`)

/** The folder that becomes /app. The helper of this machine is built already. */
function compiled(root: string, name: string, { triple, debian }: Machine): string {
  // As the suite "builds for aarch64" has it: build/aarch64.
  const build = isThis(name) ? 'build' : `build/${triple.replace(/-.*/, '')}`
  const app = path.join(root, 'native', build, 'app')
  if (!isThis(name)) {
    const compiler = `${triple}-gcc`
    if (spawnSync(compiler, ['--version'], { stdio: 'ignore' }).status !== 0)
      throw new Error(`there is no ${compiler}, which compiles the helper of ${name}. Cure: apt-get install ${debian}`)
    const words = ['--no-print-directory', '-s', '-j2', '-C', 'native', `CC=${compiler}`, `BUILD=${build}`, 'app']
    const { status } = spawnSync('make', words, { cwd: root, stdio: ['ignore', 2, 2] })
    if (status !== 0) throw new Error(`the helper of ${name} did not compile; the compiler's words stand above`)
  }
  if (!existsSync(path.join(app, 'spawnscope')))
    throw new Error(`there is no static helper of ${name}. Cure: the static libc, as apt-get install libc6-dev brings it; on Fedora dnf install glibc-static`)
  return app
}

function lay(from: string, to: string, strip: string): void {
  mkdirSync(to, { recursive: true })
  for (const program of PROGRAMS) {
    const { status } = spawnSync(strip, ['-o', path.join(to, program), path.join(from, program)], { stdio: ['ignore', 2, 2] })
    if (status !== 0) throw new Error(`${strip} failed on ${program}. Cure: apt-get install binutils`)
  }
  for (const folder of FOLDERS) cpSync(path.join(from, folder), path.join(to, folder), { recursive: true })
  // npm packs no empty folder, and this one only has to be a folder.
  writeFileSync(path.join(to, 'targets/directory/empty'), '')
}

function tableOf(folder: string, machine: string): Record<string, PrebuiltFile> {
  const files = readdirSync(path.join(folder, machine), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const rows = files.map((entry): [string, PrebuiltFile] => {
    const file = path.join(entry.parentPath, entry.name)
    const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex')
    return [path.relative(folder, file), { sha256, executable: (statSync(file).mode & 0o111) !== 0 }]
  })
  return Object.fromEntries(rows.sort())
}
