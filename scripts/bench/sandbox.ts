/** node --import tsx scripts/bench/sandbox.ts: the sandbox's cost without a server: time to the first event, and runs a second. */
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { RUN_UID } from '../../server/environment.ts'
import { openSandbox, type Sandbox } from '../../server/sandbox/sandbox.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const ALONE = 200
const TOGETHER = 600

async function open(bwrap?: string): Promise<Sandbox> {
  const opened = await openSandbox(
    { build: path.join(ROOT, 'native/build'), runUid: RUN_UID, outerContainer: false, ...(bwrap && { bwrap }) },
    pino({ level: 'warn' }),
  )
  if (!opened.ok) throw new Error(opened.report.words.en)
  return opened.sandbox
}

/** Milliseconds to the first event and to the end. */
async function once(sandbox: Sandbox): Promise<[number, number]> {
  const began = performance.now()
  const started = sandbox.start({ argv: ['run', 'vfork'], format: 'ndjson', view: 'strategies' })
  if (!started.ok) throw new Error(started.refusal.message)
  let first = 0
  started.helper.output.on('data', () => {
    first ||= performance.now() - began
  })
  const refused = await started.helper.gone
  if (refused) throw new Error(refused.message)
  return [first, performance.now() - began]
}

const at = (values: number[], part: number): string => (values.sort((a, b) => a - b)[Math.floor(values.length * part)] ?? 0).toFixed(1)

async function measure(sandbox: Sandbox): Promise<void> {
  const { level, name } = sandbox.report
  const alone: [number, number][] = []
  for (let n = 0; n < ALONE; n += 1) alone.push(await once(sandbox))
  const firsts = alone.map(([first]) => first)
  const ends = alone.map(([, end]) => end)
  console.log(`level ${level} (${name}): first event p50 ${at(firsts, 0.5)} ms, p95 ${at(firsts, 0.95)} ms; whole run p50 ${at(ends, 0.5)} ms`)
  for (const atOnce of [1, availableParallelism(), 2 * availableParallelism()]) {
    const began = performance.now()
    let left = TOGETHER
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (left-- > 0) await once(sandbox)
      }),
    )
    console.log(`  ${atOnce} at once: ${(TOGETHER / ((performance.now() - began) / 1000)).toFixed(0)} runs a second`)
  }
  sandbox.close()
}

await measure(await open('/nonexistent'))
await measure(await open())
