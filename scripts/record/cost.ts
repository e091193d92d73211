/**
 * npm run record:cost: measures everything the Cost page shows and writes content/cost/recorded.json with the machine
 * it was measured on. Wants a quiet machine: it waits for the load to fall, a minute at most, and says when it did not.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { THREADS_AT_MB } from '../../client/model/cost.ts'
import { AS_NOBODY } from '../../native/tests/asNobody.ts'
import type { BenchCell } from '../../protocol/bench.ts'
import type { CostRecording } from '../../protocol/cost.ts'
import { measure } from '../bench/costLines.ts'
import { buildRuntimes, measureRuntime } from '../bench/costOfRuntimes.ts'
import { measureObservers } from '../bench/observer.ts'

const OUT = path.resolve(import.meta.dirname, '../../content/cost/recorded.json')
const REPEAT = 21
const RUNTIME_SIZES = [1, 64, 1024]
const QUIET = 0.7
const PATIENCE_S = 60

for (let waited = 0; (os.loadavg()[0] ?? 0) > QUIET; waited += 5) {
  if (waited >= PATIENCE_S) {
    console.error(`record:cost: the load is ${os.loadavg()[0]?.toFixed(2)}, more than ${QUIET}: the recording will say so (hello.load)`)
    break
  }
  await sleep(5_000)
}

const missing = (words: string): void => console.error(`record:cost: left out: ${words}`)
const memory = measure(AS_NOBODY)
const huge = measure(['fork', 'vfork', 'posix_spawn', '--pages', 'huge', '--memory', '4,16,64,256,1024,2048', ...AS_NOBODY])
const threads = measure(['fork', 'vfork', 'posix_spawn', '--memory', String(THREADS_AT_MB), '--threads', '1,4,16,32', ...AS_NOBODY])
const built = buildRuntimes(missing)
const runtimes: BenchCell[] = RUNTIME_SIZES.flatMap((size, turn) =>
  built.flatMap((_, n) => {
    const one = built[(n + turn) % built.length]
    return one ? [measureRuntime(one, size, REPEAT, memory.hello.pinned ?? 0, n)] : []
  }),
)
const recording: CostRecording = {
  hello: memory.hello,
  skipped: memory.skipped,
  cells: [...memory.cells, ...huge.cells, ...threads.cells, ...runtimes],
  observer: measureObservers([...new Set(memory.cells.map(({ strategy }) => strategy))], missing),
}
// The words of this machine's folders are nobody's business.
recording.hello.argv = ['spawnscope', ...recording.hello.argv.slice(1)]
mkdirSync(path.dirname(OUT), { recursive: true })
const lines = recording.cells.map((cell) => `  ${JSON.stringify(cell)}`).join(',\n')
const { cells: _, ...rest } = recording
writeFileSync(OUT, `${JSON.stringify(rest).slice(0, -1)},\n "cells":[\n${lines}\n ]}\n`)
console.log(`record:cost: ${recording.cells.length} cells, ${recording.cells.filter(({ settled }) => !settled).length} of them unsettled`)
