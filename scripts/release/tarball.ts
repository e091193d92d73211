/** Packs the package, and checks what npm publish would send. */
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { DEPENDS, MOST_BYTES, RUN_AT_INSTALL } from '../package/packageFaults.ts'
import { ask, lastLinesOf } from './ask.ts'
import type { ReleaseFault } from './releaseFault.ts'

interface PackedPackage {
  private?: boolean
  scripts?: Record<string, string>
  [list: string]: unknown
}

/** Packs `root` into `folder`. Gives what is well, or the faults. */
export function packTarball(root: string, folder: string): string | ReleaseFault[] {
  const packed = ask(root, 'npm', ['pack', '--json', '--pack-destination', folder])
  if (packed.status !== 0) return [{ what: `npm pack failed: ${lastLinesOf(packed)}`, cure: 'npm pack' }]
  const tarballs = readdirSync(folder).filter((name) => name.endsWith('.tgz'))
  const [name] = tarballs
  if (name === undefined || tarballs.length > 1) return [{ what: `npm pack made ${tarballs.length} tarballs`, cure: 'npm pack' }]
  const { size } = statSync(path.join(folder, name))
  const inside = ask(folder, 'tar', ['-xzOf', name, 'package/package.json'])
  if (inside.status !== 0) return [{ what: `${name} has no package.json: ${lastLinesOf(inside)}`, cure: 'npm pack' }]
  const faults = [...sizeFaults(name, size), ...packedFaults(JSON.parse(inside.stdout))]
  return faults.length > 0 ? faults : `${name}, ${(size / 1e6).toFixed(1)} MB, without dependencies`
}

export function sizeFaults(name: string, size: number): ReleaseFault[] {
  const mb = (bytes: number): string => (bytes / 1e6).toFixed(1)
  return size > MOST_BYTES ? [{ what: `${name} has ${mb(size)} MB; ${mb(MOST_BYTES)} MB is the most`, cure: 'leave files out: "files" in package.json' }] : []
}

/** The faults of the package.json inside. */
export function packedFaults(inside: PackedPackage): ReleaseFault[] {
  const faults: ReleaseFault[] = []
  for (const list of DEPENDS) {
    const names = Array.isArray(inside[list]) ? (inside[list] as string[]) : Object.keys(inside[list] ?? {})
    if (names.length > 0) faults.push({ what: `the package has ${names.length} ${list} (${names[0]}, …)`, cure: 'devDependencies: the bundle holds what runs' })
  }
  for (const script of RUN_AT_INSTALL)
    if (inside.scripts?.[script]) faults.push({ what: `the package runs "${script}" where it is installed`, cure: 'prepack, which runs here' })
  if (inside.private) faults.push({ what: 'the package is private, so npm refuses to publish it', cure: 'delete "private" from package.json' })
  return faults
}
