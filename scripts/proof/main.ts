/**
 * npm run proof: what docs/operating.md (Figures) says, measured again on this machine.
 * `npm run proof -- press 60 200 fork` only the class that presses Run: seconds, sockets, strategy;
 * `-- watch 200` one run to that many viewers; `-- kills 1000` that many kills.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { fakeHelperIn } from '../../server/testing/fakeServer.ts'
import { startServerProcess } from '../../server/testing/serverProcess.ts'
import { kill } from './kills.ts'
import { press } from './press.ts'
import { inMs } from './presser.ts'
import { watch } from './watch.ts'

/** A user of its own tells the processes of this proof from all others. */
const UID = '64801'
const [only, ...words] = process.argv.slice(2)
const number = (at: number, fallback: number): number => Number(words[at] ?? fallback)

const PROOFS: Record<string, (data: string) => Promise<void>> = {
  async press(data) {
    const [seconds, sockets, strategy] = [number(0, 60), number(1, 200), words[2] ?? 'fork']
    // One address plays a whole class: its rate limits are not what is measured.
    const env = {
      SPAWNSCOPE_DATA: data,
      SPAWNSCOPE_RUN_UID: UID,
      SPAWNSCOPE_RUNS_PER_ADDRESS: '1000000',
      SPAWNSCOPE_RUNS_PER_CLIENT: '100000',
      SPAWNSCOPE_MESSAGES_PER_SOCKET: '100000',
    }
    const server = await startServerProcess(env, { built: true })
    console.log(/sandbox .*/.exec(server.output())?.[0])
    const { perSecond, runs, failed, queue, first, run, before, after } = await press(server, Number(UID), sockets, seconds, { strategy })
    console.log(
      `press    ${sockets} sockets, ${seconds} s, ${strategy}, ${availableParallelism()} cores: ${perSecond.toFixed(1)} runs/s (${runs}, ${failed} failed)`,
    )
    for (const [name, [p50, p99]] of Object.entries({ queue, 'first event': first, run: run }))
      console.log(`         ${name.padEnd(12)} p50 ${inMs(p50)}, p99 ${inMs(p99)}`)
    console.log(
      `         memory ${before.rssMb} → ${after.rssMb} MB, descriptors ${before.descriptors} → ${after.descriptors}, processes of runs ${before.processes} → ${after.processes}`,
    )
    console.log(`         the server stops with ${await server.stop()}`)
  },

  async watch(data) {
    const server = await startServerProcess({ SPAWNSCOPE_DATA: data, SPAWNSCOPE_HELPER: fakeHelperIn(path.dirname(data)) }, { built: true })
    const { viewers, lines, delivered, last } = await watch(server, number(0, 200))
    const [p50, p99, max] = last.map(inMs)
    console.log(`watch    one run, ${lines} lines at 200 a second, ${viewers} viewers: ${(delivered * 100).toFixed(2)} % delivered`)
    console.log(`         from a line's being written to the last viewer's having it: p50 ${p50}, p99 ${p99}, worst ${max}`)
    await server.stop()
  },

  async kills(data) {
    const env = {
      SPAWNSCOPE_DATA: data,
      SPAWNSCOPE_RUN_UID: UID,
      SPAWNSCOPE_RUNS_PER_CLIENT: '100000',
      SPAWNSCOPE_MESSAGES_PER_SOCKET: '100000',
      SPAWNSCOPE_REQUESTS_PER_ADDRESS: '1000000',
    }
    const { runProcessesKilled, serversKilled, acknowledged, lost, left, hung } = await kill(env, Number(UID), number(0, 1000), 4, { built: true })
    console.log(`kills    ${runProcessesKilled} processes of runs and ${serversKilled} servers killed at random moments`)
    console.log(`         processes left ${left}, runs without an end ${hung}, recordings acknowledged ${acknowledged}, lost ${lost}`)
    if (left + hung + lost > 0) process.exitCode = 1
  },
}

for (const [name, proof] of Object.entries(PROOFS)) {
  if (only && only !== name) continue
  const scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope-proof-'))
  await proof(path.join(scratch, 'data'))
  rmSync(scratch, { recursive: true })
}
