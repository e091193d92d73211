/**
 * npm run bench:tracer [ROUNDS]: what tracing costs, as ratios within one run. Every round runs every variant once, in
 * rotated order, so that drift affects all alike. A ratio is the median over all rounds of variant ÷ reference in the same
 * round.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { HELPER } from '../../native/tests/liveRuns.ts'
import { builtBaseline } from './baseline.ts'
import { median } from './median.ts'
import { pairedRatio } from './pairedRatio.ts'

const ROUNDS = Number(process.argv[2] ?? 15)
const NATIVE = path.resolve(import.meta.dirname, '../../native')
const LIMITS = ['--timeout', '60000', '--max-events', '1000000', '--output', '/dev/null']

interface Variant {
  name: string
  argv: string[]
  env?: Record<string, string>
}

const [WORK, BARE] = [builtBaseline('work'), builtBaseline('bare')]
const ours = (format: string, pin = 'on'): string[] => [HELPER, 'trace', '--pin', pin, '--format', format, ...LIMITS, '--']

const VARIANTS: Variant[] = [
  { name: 'untraced', argv: [] },
  { name: 'bare stops, pinned', argv: [BARE] },
  { name: 'bare stops and PTRACE_GET_SYSCALL_INFO, pinned', argv: [BARE], env: { BARE_INFO: '1' } },
  { name: 'spawnscope, strace format, pinned', argv: ours('strace') },
  { name: 'spawnscope, ndjson, pinned', argv: ours('ndjson') },
  { name: 'spawnscope, strace format, as trace chooses', argv: ours('strace', 'auto') },
  { name: 'spawnscope, ndjson, as trace chooses', argv: ours('ndjson', 'auto') },
  { name: 'spawnscope, strace format, not pinned', argv: ours('strace', 'off') },
  { name: 'strace -f, pinned', argv: ['taskset', '-c', '0', 'strace', '-f', '-o', '/dev/null'] },
  { name: 'strace -f --seccomp-bpf', argv: ['strace', '-f', '--seccomp-bpf', '-e', 'trace=process', '-o', '/dev/null'] },
  { name: 'strace -f', argv: ['strace', '-f', '-o', '/dev/null'] },
]
const WORKLOADS: { name: string; argv: string[] }[] = [
  { name: '200,000 cheap calls', argv: [WORK, 'calls', '200000'] },
  { name: '1,000 spawns', argv: [WORK, 'spawns', '1000', path.join(NATIVE, 'build/targets/ok')] },
  { name: 'one spawn', argv: [WORK, 'spawns', '1', path.join(NATIVE, 'build/targets/ok')] },
]

console.log(`${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown processor'}, Linux ${os.release()}, ${strace()}, medians of ${ROUNDS}`)
for (const workload of WORKLOADS) report(workload.name, measure(workload.argv))
await firstEvent()

function measure(work: string[]): Map<string, number[]> {
  const times = new Map(VARIANTS.map(({ name }) => [name, [] as number[]]))
  for (let round = 0; round < ROUNDS; round += 1)
    for (let at = 0; at < VARIANTS.length; at += 1) {
      const variant = VARIANTS[(at + round) % VARIANTS.length]
      if (variant) times.get(variant.name)?.push(once(variant, work))
    }
  return times
}

function once({ argv, env }: Variant, work: string[]): number {
  const [file = '', ...rest] = [...argv, ...work]
  const begin = process.hrtime.bigint()
  const { status, error } = spawnSync(file, rest, { stdio: 'ignore', env: { ...process.env, ...env } })
  if (error || status !== 0) throw new Error(`${[file, ...rest].join(' ')}: ${error?.message ?? `status ${status}`}`)
  return Number(process.hrtime.bigint() - begin) / 1e6
}

function report(name: string, times: Map<string, number[]>): void {
  const references = ['untraced', 'bare stops, pinned', 'strace -f, pinned', 'strace -f']
  console.log(`\n${name}\n${'median ms'.padStart(62)}${references.map((one) => `÷ ${one}`.padStart(22)).join('')}`)
  for (const [variant, own] of times) {
    const ratios = references.map((one) => pairedRatio(own, times.get(one) ?? []))
    console.log(`${variant.padEnd(50)}${median(own).toFixed(1).padStart(12)}${ratios.map((ratio) => ratio.toFixed(2).padStart(22)).join('')}`)
  }
}

/** From the program's own first instruction, which comes after its first stop, to the first byte of the trace. */
async function firstEvent(): Promise<void> {
  const latencies: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) latencies.push(await latency())
  console.log(`\nfirst byte out: ${median(latencies).toFixed(1)} ms after the program's main() began`)
}

async function latency(): Promise<number> {
  const child = spawn(HELPER, ['trace', '--format', 'ndjson', '--output', 'fd:3', '--', WORK, 'clock', '60'], { stdio: ['ignore', 'pipe', 'inherit', 'pipe'] })
  const [began, first] = await Promise.all([
    firstOf(child.stdio[1] as Readable, (text) => Number(BigInt(text.trim())) / 1e6),
    firstOf(child.stdio[3] as Readable, () => Number(process.hrtime.bigint()) / 1e6),
  ])
  child.kill('SIGTERM')
  return first - began
}

function firstOf<T>(stream: Readable, read: (text: string) => T): Promise<T> {
  return new Promise((resolve, reject) => stream.on('error', reject).once('data', (bytes: Buffer) => resolve(read(String(bytes)))))
}

function strace(): string {
  return /version \S+/.exec(execFileSync('strace', ['-V'], { encoding: 'utf8' }))?.[0]?.replace('version', 'strace') ?? 'strace'
}
