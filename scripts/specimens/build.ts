/**
 * The real programs: which toolchains are here, and what they made of the sources. A missing one is told with the
 * package to install and is no failure; a source that does not compile is.
 */
import { spawnSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { installOf, Specimen, type SpecimenSetting } from '../../protocol/specimen.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const STRATEGIES = path.join(ROOT, 'content/strategies')
/** Languages that we show, but have not re-created. */
const RUNTIMES = path.join(ROOT, 'content/runtimes')
/** Beside the helper and the targets: what the sandbox shows as /app. */
export const APP = path.join(ROOT, 'native/build/app')
const BUILT = path.join(APP, 'specimens')
/** Where .ci/run puts toolchains that Debian has not: nim-2.2.6 and its like. */
export const TOOLCHAINS = path.join(os.homedir(), '.cache/spawnscope-toolchains')
const CACHE = path.join(ROOT, 'node_modules/.cache/spawnscope-specimens')

export interface BuiltToolchain {
  /** Of the strategy that re-creates it; of the runtime where none does. */
  strategy: string
  /** Where its specimen and its recordings are. */
  folder: string
  specimen: Specimen
  source: string
  /** Of the runtime found; undefined where there is none. */
  version: string | undefined
  /** Tells what is built for another release of the same language apart; empty for the usual one. */
  tag: string
}

/** One for each content/strategies/ID/specimen/. */
export function toolchains(): BuiltToolchain[] {
  return within(STRATEGIES)
}

/** One for each content/runtimes/ID/specimen/: real programs that no strategy of ours is held against. */
export function otherToolchains(): BuiltToolchain[] {
  return within(RUNTIMES)
}

function within(root: string): BuiltToolchain[] {
  return readdirSync(root)
    .filter((id) => existsSync(path.join(root, id, 'specimen/specimen.json')))
    .map((strategy) => {
      const folder = path.join(root, strategy)
      const specimen = Specimen.parse(JSON.parse(readFileSync(path.join(folder, 'specimen/specimen.json'), 'utf8')))
      return { strategy, folder, specimen, source: path.join(folder, 'specimen', specimen.source), version: versionOf(specimen), tag: '' }
    })
}

/** Does .ci/run install it? Then a test that finds none fails where CI=true. */
export function installedInCi({ specimen }: BuiltToolchain): boolean {
  return readFileSync(path.join(ROOT, '.ci/run'), 'utf8')
    .split(/[\s":;]+/)
    .includes(specimen.package)
}

/** What to tell whoever misses it. */
export function cureOf({ specimen }: BuiltToolchain): string {
  return `no ${specimen.version.command[0]}: the real ${specimen.runtime} is not shown. Cure: ${installOf(specimen)}`
}

/** What its program says of itself; undefined if there is no such program. */
export function versionOf({ version }: Specimen): string | undefined {
  const [command = '', ...args] = version.command.map(installed)
  const { stdout, stderr, status } = spawnSync(command, args, { encoding: 'utf8' })
  return status === 0 ? new RegExp(version.pattern).exec(stdout + stderr)?.[1] : undefined
}

/** A word of a manifest with the folder of this machine. */
const installed = (word: string): string => word.replace('{toolchains}', TOOLCHAINS)

/** The command that runs this setting's program, built first where it has to be. */
export function programOf(toolchain: BuiltToolchain, setting: SpecimenSetting): string[] {
  const { specimen, strategy, source, version, tag } = toolchain
  const build = setting.build ?? specimen.build
  const out = path.join(BUILT, `${strategy}${tag}${build === setting.build ? `-${setting.name}` : ''}`)
  const copy = `${out}${path.extname(source)}`
  const fill = (words: readonly string[], from: string): string[] =>
    words.map((word) =>
      installed(
        word
          .replace('{source}', from)
          .replace('{out}', out)
          .replace('{cache}', `${CACHE}/${path.basename(out)}`),
      ),
    )
  mkdirSync(BUILT, { recursive: true, mode: 0o755 })
  if (build) compiled(fill(build, source), out, stampOf([readFileSync(source), ...included(source), build.join('\0'), version ?? '']))
  if (specimen.run.includes('{source}')) copied(source, copy)
  return fill(specimen.run, copy)
}

/** Put in place whole: another run may read it at this very moment, and would run an empty program. */
function copied(source: string, copy: string): void {
  if (existsSync(copy) && readFileSync(copy).equals(readFileSync(source))) return
  const fresh = `${copy}.${randomUUID()}`
  copyFileSync(source, fresh)
  renameSync(fresh, copy)
}

/** What a C program includes of ours. A header of ours includes no other. */
function included(source: string): Buffer[] {
  const names = readFileSync(source, 'utf8').matchAll(/^#include "(.+)"$/gm)
  return [...names].map(([, name = '']) => readFileSync(path.resolve(path.dirname(source), name)))
}

function stampOf(parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex').slice(0, 16)
}

/** The stamp is in the name: the same source under the same release is compiled once. */
function compiled(command: string[], out: string, stamp: string): void {
  const stamped = `${CACHE}/${path.basename(out)}.${stamp}`
  if (existsSync(stamped) && existsSync(out)) return
  mkdirSync(stamped, { recursive: true })
  const [compiler = '', ...args] = command
  // Go wants a place for its cache, and finds none without a home.
  const env = { ...process.env, GOCACHE: process.env.GOCACHE ?? `${CACHE}/go`, GOFLAGS: '-mod=mod', GO111MODULE: 'off', GOTOOLCHAIN: 'local' }
  const { status, stderr, stdout, error } = spawnSync(compiler, args, { encoding: 'utf8', env })
  if (status !== 0) throw new Error(`${command.join(' ')}: ${error?.message ?? stdout + stderr}`)
}
