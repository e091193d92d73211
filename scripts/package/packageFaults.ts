/**
 * What is wrong with the package that npm is about to make: a file that does not belong into it, one that is missing, a helper that
 * is not the one of the table, a dependency, a path of this machine, too many bytes. Pure.
 */
import { createHash } from 'node:crypto'
import { PREBUILT_TABLE, type PrebuiltFile } from '../../server/helper/prebuilt.ts'
import { MACHINES } from './machines.ts'
import { staticElfFault } from './staticElf.ts'

/** As `npm pack --json` lists it. `mode`: of stat(2). */
export interface PackedFile {
  path: string
  mode: number
}

export interface Packing {
  /** Bytes of the tarball. */
  size: number
  files: readonly PackedFile[]
  /** package.json. */
  manifest: Readonly<Record<string, unknown>>
  read(file: string): Buffer
  /** Folders of this machine that no file may name. */
  places: readonly string[]
}

/** A school's line is slow, and npm shows the size to a stranger before he decides. */
export const MOST_BYTES = 8_000_000

const MACHINE = Object.keys(MACHINES).join('|')
/** Whatever is packed matches one of these. */
const BELONGS = [
  /^(package\.json|README\.md|LICENSE|NOTICE|CHANGELOG\.md)$/,
  /^bin\/\w+\.mjs$/,
  /^dist\/server\/(main|command)\.js$/,
  /^dist\/server\/assets\/[\w-]+\.js$/,
  /^dist\/client\/(index|lessons\.\w+)\.html(\.gz)?$/,
  /^dist\/client\/assets\/[\w.@-]+\.(js|css|ndjson)(\.gz)?$/,
  /^prebuilt\/files\.json$/,
  new RegExp(`^prebuilt/(${MACHINE})/app/(spawnscope(-supervisor|-compile)?|targets/[\\w-]+|targets/directory/empty|preludes/[\\w.]+)$`),
]

/** What a package cannot do without. */
const NEEDED = [
  ...['LICENSE', 'NOTICE', 'README.md', 'bin/spawnscope.mjs', 'bin/checkNode.mjs', 'dist/server/main.js', 'dist/server/command.js'],
  ...['dist/client/index.html', `prebuilt/${PREBUILT_TABLE}`],
  ...Object.keys(MACHINES).flatMap((machine) =>
    ['spawnscope', 'spawnscope-supervisor', 'spawnscope-compile', 'targets/ok', 'targets/denied'].map((file) => `prebuilt/${machine}/app/${file}`),
  ),
]

/** What npm would fetch along with the package. */
export const DEPENDS = ['dependencies', 'optionalDependencies', 'peerDependencies', 'bundleDependencies', 'bundledDependencies']
/** npm runs these where a package is installed. */
export const RUN_AT_INSTALL = ['preinstall', 'install', 'postinstall', 'prepare']

/** One sentence each, with the cure. */
export function packageFaults(packing: Packing): string[] {
  const paths = packing.files.map((file) => file.path)
  const missing = NEEDED.filter((file) => !paths.includes(file)).map((file) => `${file} is missing. Cure: npm run setup, then npm pack again`)
  const strange = paths
    .filter((file) => !BELONGS.some((pattern) => pattern.test(file)))
    .map((file) => `${file} does not belong into the package. Cure: leave it out in "files" of package.json`)
  const large =
    packing.size > MOST_BYTES ? [`the package has ${packing.size} bytes, more than ${MOST_BYTES}. Cure: look at npm pack --dry-run for what is new`] : []
  return [...manifestFaults(packing.manifest), ...missing, ...strange, ...large, ...prebuiltFaults(packing, paths), ...namedPlaces(packing, paths)]
}

function manifestFaults(manifest: Packing['manifest']): string[] {
  const depends = DEPENDS.filter((key) => Object.keys((manifest[key] as object | undefined) ?? {}).length > 0)
  const scripts = RUN_AT_INSTALL.filter((name) => Object.hasOwn((manifest.scripts as object | undefined) ?? {}, name))
  return [
    ...depends.map((key) => `package.json has ${key}, and everything is bundled. Cure: move them to devDependencies`),
    ...scripts.map((name) => `package.json has the script ${name}, which npm would run where the package is installed. Cure: remove it`),
  ]
}

function prebuiltFaults({ files, read }: Packing, paths: readonly string[]): string[] {
  if (!paths.includes(`prebuilt/${PREBUILT_TABLE}`)) return []
  const table = JSON.parse(read(`prebuilt/${PREBUILT_TABLE}`).toString()) as Record<string, PrebuiltFile>
  const packed = files.filter(({ path }) => path.startsWith('prebuilt/') && path !== `prebuilt/${PREBUILT_TABLE}`)
  const lost = Object.keys(table).filter((name) => !paths.includes(`prebuilt/${name}`))
  return [
    ...lost.map((name) => `prebuilt/${name} is in the table and not in the package. Cure: npm pack again`),
    ...packed.flatMap((file) => fileFaults(file, table[file.path.slice('prebuilt/'.length)], read(file.path))),
  ]
}

function fileFaults({ path, mode }: PackedFile, row: PrebuiltFile | undefined, bytes: Buffer): string[] {
  if (!row) return [`${path} is not in the table of prebuilt helpers. Cure: npm pack again`]
  const faults: string[] = []
  if (createHash('sha256').update(bytes).digest('hex') !== row.sha256) faults.push(`${path} is not the file of the table. Cure: npm pack again`)
  if (((mode & 0o111) !== 0) !== row.executable) faults.push(`${path} has the mode ${(mode & 0o777).toString(8)}, unlike the table. Cure: npm pack again`)
  const machine = MACHINES[path.split('/')[1] ?? '']
  const elf = machine && /\/app\/spawnscope[\w-]*$/.test(path) ? staticElfFault(bytes, machine.elf) : null
  return elf === null ? faults : [...faults, `${path} ${elf}. Cure: make -C native clean, then npm pack again`]
}

/** Compressed files say what their plain ones say. */
function namedPlaces({ read, places }: Packing, paths: readonly string[]): string[] {
  return paths
    .filter((file) => !file.endsWith('.gz'))
    .flatMap((file) => {
      const bytes = read(file)
      const named = places.find((place) => place.length > 1 && bytes.includes(`${place}/`))
      return named === undefined ? [] : [`${file} names a folder of this machine, ${named}. Cure: build it without absolute paths`]
    })
}
