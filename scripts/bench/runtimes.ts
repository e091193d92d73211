/**
 * npm run bench:runtimes [MB,MB…]: how long the real languages take to start and reap a tiny program, by resident
 * memory. Prints the same lines as `spawnscope bench` (protocol/bench.ts).
 */
import { buildRuntimes, measureRuntime } from './costOfRuntimes.ts'

const REPEAT = 21
const sizes = (process.argv[2] ?? '1,64,1024').split(',').map(Number)
if (sizes.some((size) => !Number.isInteger(size) || size < 0 || size > 4096)) {
  console.error('bench-runtimes: sizes are whole megabytes up to 4096, separated by commas: 1,64,1024')
  process.exit(2)
}
const built = buildRuntimes((words) => console.error(`bench-runtimes: ${words}`))
let seq = 0
for (const [turn, size] of sizes.entries())
  for (let n = 0; n < built.length; n += 1) {
    const one = built[(n + turn) % built.length]
    if (one) console.log(JSON.stringify(measureRuntime(one, size, REPEAT, 0, seq)))
    seq += 1
  }
if (built.length === 0) process.exitCode = 1
