/**
 * Measures the real languages: builds and runs content/strategies/NAME/bench/spawns.* if its tools are found. Each program
 * times its own library's call with its own clock. Our tracer says which mechanism it used.
 */

import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { AS_ROOT } from '../../native/tests/asNobody.ts'
import { HELPER } from '../../native/tests/liveRuns.ts'
import type { BenchCell } from '../../protocol/bench.ts'
import { decodeEvent } from '../../protocol/decode.ts'
import type { EventOf } from '../../protocol/events.ts'
import { installOf, type Specimen } from '../../protocol/specimen.ts'
import { toolchains } from '../specimens/build.ts'
import { median } from './median.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const BUILD = path.join(ROOT, 'native/build/cost')
const WARMUPS = 3

interface Runtime {
  id: string
  /** Its source: content/strategies/ID/bench/spawns.* */
  source: string
  specimen: Specimen
}

/** Every language with a folder bench/ beside its specimen. It is built and started as its manifest says. */
function runtimes(): Runtime[] {
  return toolchains().flatMap(({ strategy: id, folder, specimen }) => {
    const bench = path.join(folder, 'bench')
    const name = existsSync(bench) ? readdirSync(bench).find((file) => file.startsWith('spawns.')) : undefined
    return name === undefined ? [] : [{ id, source: path.join(bench, name), specimen }]
  })
}

export interface Built {
  id: string
  version: string
  mechanism: string
  argv: string[]
}

/** Builds the languages whose tools are here. For the others it calls `missing` with the reason and the cure. */
export function buildRuntimes(missing: (words: string) => void): Built[] {
  mkdirSync(BUILD, { recursive: true })
  copyFileSync(path.join(ROOT, 'native/build/targets/ok'), path.join(BUILD, 'ok'))
  return runtimes().flatMap(({ id, source, specimen }) => {
    const [command = '', ...words] = specimen.version.command
    const asked = spawnSync(command, words, { encoding: 'utf8' })
    if (asked.status !== 0) {
      missing(`${id}: there is no ${command}. Cure: ${installOf(specimen)}`)
      return []
    }
    const start = built(id, source, specimen)
    const version = (asked.stdout.split('\n')[0] ?? '')
      .replace(/[^\x20-\x7e]/g, '?')
      .trim()
      .slice(0, 120)
    return [{ id, version, mechanism: mechanismOf(start), argv: start }]
  })
}

/** The command that starts it, in BUILD. */
function built(id: string, source: string, { build, run }: Specimen): string[] {
  const copy = path.basename(source)
  const fill = (words: readonly string[], from: string): string[] =>
    words.map((word) => word.replace('{source}', from).replace('{out}', `./${id}`).replace('{cache}', `${id}-cache`))
  const [compiler, ...argv] = fill(build ?? [], source)
  if (compiler === undefined) copyFileSync(source, path.join(BUILD, copy))
  else execFileSync(compiler, argv, { stdio: ['ignore', 'ignore', 'inherit'], cwd: BUILD, env: { ...process.env, CGO_ENABLED: '0' } })
  return fill(run, copy)
}

/** How it creates the first child that executes our target, as the tracer saw it. */
function mechanismOf(argv: string[]): string {
  const who = AS_ROOT ? ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'] : []
  const { stdout } = spawnSync(
    HELPER,
    ['trace', '--format', 'ndjson', '--max-events', '200000', '--timeout', '30000', '--', ...who, ...argv, '0', '1', './ok'],
    {
      cwd: BUILD,
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  const events = stdout.split('\n').flatMap((line) => {
    const verdict = decodeEvent(line)
    return verdict.ok ? [verdict.value] : []
  })
  const created = events.filter((event): event is EventOf<'create'> => event.kind === 'create' && event.exit_signal === 'SIGCHLD').at(-1)
  if (!created) throw new Error(`${argv.join(' ')}: the tracer saw no child`)
  const flags = created.flags.filter((flag) => flag === 'CLONE_VM' || flag === 'CLONE_VFORK').map((flag) => flag.slice('CLONE_'.length))
  return created.call.startsWith('clone') ? (flags.length > 0 ? `${created.call}(${flags.join('|')})` : `${created.call}(SIGCHLD)`) : created.call
}

/** One cell of one language. Throws an Error with the program's own message if it fails. */
export function measureRuntime({ id, version, mechanism, argv }: Built, memory: number, repeat: number, processor: number, seq: number): BenchCell {
  const pinned = existsSync('/usr/bin/taskset') ? ['taskset', '-c', String(processor)] : []
  const [file = '', ...rest] = [...pinned, ...argv, String(memory), String(WARMUPS + repeat), './ok']
  const { stdout, stderr, status } = spawnSync(file, rest, {
    cwd: BUILD,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', HOME: '/nonexistent' },
    ...(AS_ROOT && { uid: 65534, gid: 65534 }),
  })
  const [facts = '', figures = ''] = stdout.split('---\n')
  const samples = figures.trim().split('\n').map(Number).slice(WARMUPS)
  if (status !== 0 || samples.length !== repeat || samples.some(Number.isNaN))
    throw new Error(`${[file, ...rest].join(' ')}: ${stderr.trim() || `status ${status}`}`)
  const kb = (key: string): number => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(facts)?.[1] ?? 0)
  const sorted = samples.toSorted((a, b) => a - b)
  const at = (part: number): number => sorted[Math.floor(sorted.length * part)] ?? 0
  const [first, second] = [median(samples.slice(0, repeat >> 1)), median(samples.slice(repeat >> 1))]
  return {
    seq,
    ns: 0,
    kind: 'cell',
    source: 'runtime',
    strategy: id,
    edition: version,
    mechanism,
    memory_mb: memory,
    pages: kb('AnonHugePages') * 2 > memory * 1024 && memory > 0 ? 'huge' : 'small',
    threads: 0,
    resident_kb: kb('VmRSS'),
    huge_kb: kb('AnonHugePages'),
    tables_kb: kb('VmPTE'),
    samples,
    median: at(0.5),
    q1: at(0.25),
    q3: at(0.75),
    parts: { prepare: null, create: null, child_setup: null, exec: null, suspended: null },
    attempts: 1,
    settled: Math.abs(first - second) <= 0.1 * Math.min(first, second),
  }
}
