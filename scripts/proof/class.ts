/**
 * npm run proof:class: a class of 200 and one of 1,000 on this machine: join, show → received, vote → acknowledged; the memory of a
 * seat, and what grows; a hundred kills of the server while a class votes. Prints what was measured beside the target. Exit status 1
 * if a vote was lost or miscounted, a seat did not get in, a change did not arrive, or a class that is over leaves memory behind. A
 * time over its target is only printed, since times depend on the machine.
 *
 * `npm run proof:class -- --seats 200 --rounds 0 --kills 0` one part; `--redis` with the classes in a Redis instead of the data folder.
 * The seats are in a process of their own, or in two where there are three cores: the server keeps a core.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { fakeHelperIn } from '../../server/testing/fakeServer.ts'
import { hasRedis, startRedis } from '../../server/testing/redisServer.ts'
import { type ServerProcess, startServerProcess } from '../../server/testing/serverProcess.ts'
import { killClasses } from './classKills.ts'
import { type InUse, MEASURED, measureMemory, WARM_ROUNDS } from './classMemory.ts'
import { wave } from './classWave.ts'
import { Crowd } from './crowd.ts'
import { inMs, percentile } from './presser.ts'

const { values } = parseArgs({
  options: {
    seats: { type: 'string', default: '200,1000' },
    rounds: { type: 'string', default: '30' },
    kills: { type: 'string', default: '100' },
    redis: { type: 'boolean', default: false },
  },
})
const sizes = values.seats.split(',').map(Number)
const [rounds, kills] = [Number(values.rounds), Number(values.kills)]
const bad = [...sizes, rounds, kills].some((number) => !Number.isInteger(number) || number < 0)
if (bad || (rounds > 0 && rounds <= WARM_ROUNDS)) {
  console.error(
    `proof:class: --seats, --rounds and --kills are whole numbers; --rounds is 0, or more than the ${WARM_ROUNDS} that come before the first figure`,
  )
  process.exit(2)
}
const processes = Math.min(2, Math.max(1, availableParallelism() - 1))
/** One address plays a whole school, so its limits must not interfere. */
const ENV = {
  SPAWNSCOPE_SOCKETS: '20000',
  SPAWNSCOPE_SOCKETS_PER_ADDRESS: '20000',
  SPAWNSCOPE_SEATS_PER_ROOM: '10000',
  SPAWNSCOPE_ROOMS_AT_ONCE: '10000',
  SPAWNSCOPE_ROOMS_PER_ADDRESS: '10000',
}
const WAVE_MS = 10_000
/** In ms, p99. */
const SHOWN_MS = (seats: number): number => (seats <= 200 ? 150 : 500)
const VOTED_MS = 200
const SEAT_KB = 60
/** What a heap may differ by after two classes of the same size: V8 keeps code and caches as it likes. */
const NOISE_KB = 1_000
/** One kill in so many is of one of two servers with one Redis. */
const WITH_REDIS = 5

function claim(holds: boolean): string {
  if (!holds) process.exitCode = 1
  return holds ? 'holds' : 'DOES NOT HOLD'
}
const aim = (measured: number, most: number, unit: string): string => `target ≤ ${most} ${unit}: ${measured <= most ? 'met' : 'missed'}`
const spread = (times: readonly number[]): string =>
  `p50 ${inMs(percentile(times, 0.5))}, p99 ${inMs(percentile(times, 0.99))}, worst ${inMs(percentile(times, 1))}`
const loaded = (): string => `load ${(loadavg()[0] ?? 0).toFixed(1)}`
function complain(failed: readonly string[]): void {
  if (failed.length > 0) console.log(`         ${failed.length} failed, the first: ${failed[0]}`)
}

/** Descriptors are what a large class runs out of first. */
function enoughDescriptors(seats: number): boolean {
  const most = Number(/^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? Number.POSITIVE_INFINITY)
  if (most >= seats + 200) return true
  console.log(
    `class    ${seats} seats need ${seats + 200} open files a process, and here are ${most}. Cure: ulimit -n ${seats + 1000}, as root or with a higher`,
  )
  console.log('         hard limit (/etc/security/limits.conf, LimitNOFILE= of systemd, --ulimit nofile= of docker)')
  process.exitCode = 1
  return false
}

async function proveWave(server: ServerProcess, seats: number, where: string): Promise<void> {
  const crowd = new Crowd(processes)
  // Once unmeasured, because a class does not wait for compilation at first use.
  await wave(server.url, crowd, 20, 1_000)
  const before = loaded()
  const { joined, shown, voted, cast, miscounted, failed } = await wave(server.url, crowd, seats, WAVE_MS)
  crowd.end()
  const [show, vote] = [percentile(shown, 0.99), percentile(voted, 0.99)]
  console.log(
    `class    ${seats} seats in ${processes === 1 ? 'one process' : `${processes} processes`} beside the server's, ${availableParallelism()} cores, ${where}, ${before} → ${loaded()}`,
  )
  console.log(`         join, all within 10 s: ${joined.length} of ${seats} in: ${claim(joined.length === seats)}; ${spread(joined)}`)
  console.log(`         show → received, ${shown.length} times: ${spread(shown)}; p99 ${aim(show, SHOWN_MS(seats), 'ms')}`)
  console.log(`         vote → acknowledged, ${voted.length} within 10 s: ${spread(voted)}; p99 ${aim(vote, VOTED_MS, 'ms')}`)
  console.log(`         votes that count ${cast}, miscounted ${miscounted}: ${claim(cast === seats && miscounted === 0 && failed.length === 0)}`)
  complain(failed)
}

async function proveMemory(server: ServerProcess, data: string, seats: number): Promise<void> {
  const crowd = new Crowd(processes)
  const result = await measureMemory(server, data, crowd, seats, rounds)
  crowd.end()
  const { empty, full, warm, last, over, overAgain, votesKept, miscounted, failed } = result
  const mb = ({ rss, heap }: InUse): string => `${(rss / 1e6).toFixed(1)} (${(heap / 1e6).toFixed(1)})`
  const perSeat = (what: keyof InUse): number => (full[what] - empty[what]) / seats / 1000
  const left = (overAgain.heap - over.heap) / 1000
  console.log(`memory   in MB, resident (of that in use, after a garbage collection), ${seats} seats, ${rounds} rounds of question, votes, close, answer`)
  console.log(
    `         no class ${mb(empty)}; all seats in ${mb(full)}: ${perSeat('rss').toFixed(1)} kB a seat (${perSeat('heap').toFixed(1)} in use), ${aim(perSeat('rss'), SEAT_KB, 'kB')}`,
  )
  console.log(
    `         round ${WARM_ROUNDS} ${mb(warm)}; round ${rounds} ${mb(last)}: ${((last.heap - warm.heap) / votesKept).toFixed(0)} bytes for each of ${votesKept} votes that the class keeps`,
  )
  console.log(
    `         the class is over ${mb(over)}; a second one is over ${mb(overAgain)}: grown by ${left.toFixed(0)} kB, at most ${NOISE_KB}: ${claim(left <= NOISE_KB)}`,
  )
  console.log(`         votes miscounted ${miscounted}: ${claim(miscounted === 0 && failed.length === 0)}`)
  complain(failed)
}

async function proveKills(scratch: string): Promise<void> {
  const redis = hasRedis() ? await startRedis() : null
  const shared = redis ? Math.floor(kills / WITH_REDIS) : 0
  const env = { ...ENV, SPAWNSCOPE_HELPER: fakeHelperIn(scratch), LOG_LEVEL: 'error' }
  const folder = await killClasses(() => startServerProcess({ ...env, SPAWNSCOPE_DATA: path.join(scratch, 'killed') }, { built: true }), kills - shared, false)
  const two =
    redis &&
    (await killClasses(
      () => startServerProcess({ ...env, SPAWNSCOPE_DATA: path.join(scratch, 'shared'), REDIS_URL: redis.url }, { built: true }),
      shared,
      true,
    ))
  await redis?.stop()
  for (const [where, found] of [
    ['restarted with its data folder', folder],
    ['of two with one Redis', two],
  ] as const) {
    if (!found) continue
    const { kills: killed, acknowledged, lost, miscounted, broken } = found
    console.log(`kills    ${killed} servers killed while a class votes, ${where}: ${acknowledged} last votes were acknowledged`)
    console.log(`         lost ${lost}, miscounted ${miscounted}, classes that did not go on ${broken}: ${claim(lost + miscounted + broken === 0)}`)
  }
}

async function main(scratch: string): Promise<void> {
  const helper = fakeHelperIn(scratch)
  const redis = values.redis && hasRedis() ? await startRedis() : null
  const start = (data: string, env: Record<string, string> = {}): Promise<ServerProcess> =>
    startServerProcess({ ...ENV, SPAWNSCOPE_HELPER: helper, SPAWNSCOPE_DATA: data, ...(redis && { REDIS_URL: redis.url }), ...env }, { built: true })
  for (const seats of sizes) {
    if (seats === 0 || !enoughDescriptors(seats)) continue
    const server = await start(path.join(scratch, `wave-${seats}`))
    await proveWave(server, seats, redis ? 'classes in a Redis' : 'classes in the data folder')
    await server.stop()
  }
  const most = Math.max(...sizes)
  if (rounds > 0 && most > 0 && !redis && enoughDescriptors(most)) {
    const data = path.join(scratch, 'memory')
    const server = await start(data, MEASURED)
    await proveMemory(server, data, most)
    await server.stop()
  }
  await redis?.stop()
  if (kills > 0) await proveKills(scratch)
}

const scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope-class-'))
await main(scratch)
rmSync(scratch, { recursive: true })
