/**
 * `spawnscope trace` beside `strace -f`, on programs that start others and on two that compute at the same time. Every round runs
 * every variant once, in rotated order; a ratio is the median over all rounds of ours ÷ strace's in the same round.
 */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { HELPER } from '../../native/tests/liveRuns.ts'
import { baseline, builtBaseline } from './baseline.ts'
import { keep } from './keep.mjs'
import { median } from './median.ts'
import { pairedRatio } from './pairedRatio.ts'
import { rounded } from './rounded.ts'

const ROUNDS = 11
const NATIVE = path.resolve(import.meta.dirname, '../../native')
const WORK = baseline('work')
const LIMITS = ['--timeout', '60000', '--max-events', '1000000', '--output', '/dev/null', '--']
const STRACE = ['strace', '-f', '-o', '/dev/null']
const PINNED = ['taskset', '-c', '0']

/** What traces a program. The names go into the figures. */
const VARIANTS = {
  'strace -f': STRACE,
  'strace -f, pinned': [...PINNED, ...STRACE],
  text: [HELPER, 'trace', '--format', 'strace', ...LIMITS],
  'text, pinned': [HELPER, 'trace', '--pin', 'on', '--format', 'strace', ...LIMITS],
  NDJSON: [HELPER, 'trace', '--format', 'ndjson', ...LIMITS],
  'NDJSON, pinned': [HELPER, 'trace', '--pin', 'on', '--format', 'ndjson', ...LIMITS],
} as const
type Variant = keyof typeof VARIANTS

const shLoop = (starts: number): string[] => ['sh', '-c', `i=0; while [ $i -lt ${starts} ]; do /bin/true; i=$((i+1)); done`]
const PYTHON = 'import subprocess\nfor _ in range(30): subprocess.run(["/bin/true"])'

interface Comparison {
  program: string
  argv: string[]
  /** Ours, and what of strace it is divided by. */
  pairs: [Variant, Variant][]
}
const TEXT: [Variant, Variant][] = [
  ['text', 'strace -f'],
  ['text, pinned', 'strace -f, pinned'],
]
const COMPARISONS: Comparison[] = [
  { program: 'sh loop, 100 starts', argv: shLoop(100), pairs: TEXT },
  { program: 'posix_spawn loop, 200 starts', argv: [WORK, 'spawns', '200', path.join(NATIVE, 'build/targets/ok')], pairs: TEXT },
  { program: 'Python, 30 subprocesses', argv: ['python3', '-c', PYTHON], pairs: TEXT },
  { program: 'two busy processes', argv: [WORK, 'busy', '6000'], pairs: TEXT },
  {
    program: 'sh loop, 300 starts',
    argv: shLoop(300),
    pairs: [
      ['NDJSON, pinned', 'strace -f, pinned'],
      ['NDJSON', 'strace -f'],
    ],
  },
]

/** Prints and stores each ratio; below 1 we are faster. Needs strace, taskset and python3. */
export function traceBesideStrace(): void {
  const missing = ['strace', 'taskset', 'python3'].find((program) => spawnSync(program, ['-V'], { stdio: 'ignore' }).error)
  if (missing) return console.log(`not measured: no ${missing}`)
  builtBaseline('work')
  for (const comparison of COMPARISONS) compare(comparison)
}

function compare({ program, argv, pairs }: Comparison): void {
  const variants = [...new Set(pairs.flat())]
  const times = new Map(variants.map((variant) => [variant, [] as number[]]))
  for (let round = 0; round < ROUNDS; round += 1)
    for (let at = 0; at < variants.length; at += 1) {
      const variant = variants[(at + round) % variants.length]
      if (variant) times.get(variant)?.push(millisecondsOf([...VARIANTS[variant], ...argv]))
    }
  for (const [ours, theirs] of pairs) {
    const ratio = pairedRatio(times.get(ours) ?? [], times.get(theirs) ?? [])
    const oursMs = Math.round(median(times.get(ours) ?? []))
    keep('beside strace', { program, what: `${ours} ÷ ${theirs}`, ratio: rounded(ratio, 2), oursMs, medianOf: ROUNDS })
  }
}

function millisecondsOf([file = '', ...rest]: string[]): number {
  const began = process.hrtime.bigint()
  const { status, error } = spawnSync(file, rest, { stdio: 'ignore' })
  if (error || status !== 0) throw new Error(`${[file, ...rest].join(' ')}: ${error?.message ?? `status ${status}`}`)
  return Number(process.hrtime.bigint() - began) / 1e6
}
