/**
 * Further releases of a language that are installed beside the usual one. A sentence about a boundary between releases is held
 * against programs of both sides of it (content/boundaries.yaml).
 */
import { existsSync, readdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Specimen } from '../../protocol/specimen.ts'
import { type BuiltToolchain, TOOLCHAINS, versionOf } from './build.ts'

/** Each with a release of its own, in the order of the manifest. */
export function otherReleases(main: BuiltToolchain): BuiltToolchain[] {
  const known = new Set([main.version])
  return (main.specimen.others ?? []).flatMap((pattern) =>
    matching(pattern.replace('{toolchains}', TOOLCHAINS).replace('{home}', os.homedir())).flatMap((program): BuiltToolchain[] => {
      const specimen = startedBy(main.specimen, program)
      const version = versionOf(specimen)
      if (version === undefined || known.has(version)) return []
      known.add(version)
      return [{ ...main, specimen, version, tag: `@${version}` }]
    }),
  )
}

/** The files that a path with one * in a folder's name means, sorted. */
function matching(pattern: string): string[] {
  const parts = pattern.split('/')
  const at = parts.findIndex((part) => part.includes('*'))
  const folder = parts.slice(0, at).join('/')
  const [begins = '', ends = ''] = (parts[at] ?? '').split('*')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.startsWith(begins) && name.endsWith(ends))
    .toSorted()
    .map((name) => path.join(folder, name, ...parts.slice(at + 1)))
    .filter((file) => existsSync(file))
}

/** The same manifest with another program in place of the usual one. */
function startedBy(specimen: Specimen, program: string): Specimen {
  const usual = specimen.version.command[0]
  const put = (words: readonly string[]): string[] => words.map((word) => (word === usual ? program : word))
  return {
    ...specimen,
    version: { ...specimen.version, command: put(specimen.version.command) },
    build: specimen.build && put(specimen.build),
    run: put(specimen.run),
    settings: specimen.settings.map((setting) => (setting.build ? { ...setting, build: put(setting.build) } : setting)),
  }
}
