/** Programs whose lines are wanted: compiled as the server compiles a visitor's, but here, and traced. Shared by the tests of --where. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { expect } from 'vitest'
import type { TraceEvent, Where } from '../../protocol/events.ts'
import type { OwnFile, OwnLanguage } from '../../protocol/own.ts'
import { findToolchains, MADE, mainOf, OWN, type OwnToolchain, placedFiles, SOURCE_FOLDER } from '../../server/own/toolchains.ts'
import { HELPER } from './liveRuns.ts'
import { decodeEvents } from './running.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const PRELUDES = path.join(ROOT, 'native/preludes')
/** As setup prepares it (scripts/setup/goCache.mjs). */
const GO_CACHE = path.join(ROOT, 'node_modules/.cache/spawnscope-own/go')

/** Whether lines of compiled programs can be found here: libdw is optional. */
export function knowsLines(): boolean {
  if (existsSync(path.join(path.dirname(HELPER), 'spawnscope-where'))) return true
  if (process.env.CI === 'true') throw new Error('there is no spawnscope-where: apt-get install libdw-dev, then make -C native')
  console.warn('skipped: there is no spawnscope-where, which needs libdw')
  return false
}

/** Whether a program is here that a test compares with. */
export function isInstalled(program: string, ...asks: string[]): boolean {
  if (spawnSync(program, asks.length > 0 ? asks : ['--version'], { stdio: 'ignore' }).status === 0) return true
  if (process.env.CI === 'true') throw new Error(`there is no ${program}`)
  console.warn(`skipped: there is no ${program}`)
  return false
}

export async function ownToolchains(): Promise<OwnToolchain[]> {
  return await findToolchains(homedir(), GO_CACHE)
}

export interface Program {
  argv: string[]
  /** Of --where. */
  where: string
}

/** Compiles in a new folder. The paths of the sandbox become those of this machine. */
export function compiled(toolchain: OwnToolchain, files: readonly OwnFile[], folder: string): Program {
  const sources = path.join(folder, 'src')
  mkdirSync(sources, { recursive: true })
  for (const { name, content } of placedFiles(toolchain.language, files)) writeFileSync(path.join(sources, name), content)
  const inside: [string, string][] = [
    [SOURCE_FOLDER, sources],
    [MADE, path.join(folder, 'program')],
    [path.posix.join(OWN, path.basename(MADE)), path.join(folder, 'program')],
    [OWN, sources],
    ['/app/preludes', PRELUDES],
    ['--nimcache:/tmp/n', `--nimcache:${path.join(folder, 'nim')}`],
    ...Object.entries(toolchain.binds).filter(([from, to]) => from !== to),
  ]
  const outside = (word: string): string => {
    const [from, to] = inside.find(([prefix]) => word === prefix || word.startsWith(`${prefix}/`)) ?? ['', '']
    return word.startsWith('-o:') ? `-o:${outside(word.slice(3))}` : to + word.slice(from.length)
  }
  const env = Object.fromEntries(Object.entries(toolchain.env).map(([key, value]) => [key, outside(value)]))
  const [compiler = '', ...words] = toolchain.compile(files).map(outside)
  const { status, stdout, stderr } = spawnSync(compiler, words, { encoding: 'utf8', cwd: sources, env: { PATH: process.env.PATH, ...env, HOME: folder } })
  expect(status, stdout + stderr).toBe(0)
  return { argv: toolchain.start(files, true).map(outside), where: toolchain.makes ? `${sources}/` : 'script' }
}

/** The template of a language on the page. */
export function template(language: OwnLanguage): OwnFile {
  const name = mainOf(language)
  return { name, content: readFileSync(path.join(ROOT, 'content/own/start', name), 'utf8') }
}

export interface Lined {
  events: TraceEvent[]
  status: number | null
  stdout: string
  stderr: string
}

/** `spawnscope trace --where …`. A line that cannot be decoded fails the test. */
export function traced({ argv, where }: Program, ...flags: string[]): Lined {
  const own = where === '' ? [] : ['--where', where]
  const limits = ['--timeout', '60000', '--max-events', '1000000', '--at-limit', 'kill', '--format', 'ndjson', '--output', 'fd:3']
  const { status, stdout, stderr, output } = spawnSync(HELPER, ['trace', ...own, ...limits, ...flags, '--', ...argv], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  return { events: decodeEvents(String(output[3] ?? '')), status, stdout, stderr }
}

/** The lines that an event names; none: []. */
export const whereOf = (event: TraceEvent): readonly Where[] => ('where' in event ? (event.where ?? []) : [])

/** `file:line function`, the innermost first. */
export const spelledLines = (event: TraceEvent): string[] => whereOf(event).map(({ file, line, function: name }) => `${file}:${line} ${name}`)

/** The number of the only line of a text that has `mark` in it. */
export function lineWith(text: string, mark: string): number {
  const found = text.split('\n').flatMap((line, at) => (line.includes(mark) ? [at + 1] : []))
  expect(found, mark).toHaveLength(1)
  return found[0] ?? 0
}
