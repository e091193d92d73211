/**
 * npm run proof: measures the figures of docs/operating/README.md again on this machine.
 * `npm run proof -- press 60 200 fork` only the class that presses Run: seconds, sockets, strategy;
 * `-- alone 10 rust` one visitor; `-- watch 200` one run to that many viewers; `-- reload 200` that many reloads at once;
 * `-- leave 1000` that many visitors who leave during their run; `-- kills 1000` that many kills; `-- fair 40` that many sockets
 * of one address with the longest runs, and 50 visitors of others; `-- pipelining 100` that many connections that read nothing;
 * `-- planted 50` that many of each kind of planted file; `-- redis 5` seconds of a Redis that hangs.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fakeHelperIn } from '../../server/testing/fakeServer.ts'
import { holdings, runProcessesOf, startServerProcess } from '../../server/testing/serverProcess.ts'
import { until } from '../../server/testing/until.ts'
import { add, HOGS, hog, noWaits, visit, type Waits } from './fairShares.ts'
import { hungRedis } from './hungRedis.ts'
import { kill } from './kills.ts'
import { openAndLeave } from './leavers.ts'
import { pipeline } from './pipelining.ts'
import { askFor, plant } from './planted.ts'
import { press } from './press.ts'
import { inMs, openPresser, percentile } from './presser.ts'
import { reload } from './reload.ts'
import { watch } from './viewers.ts'

/** A uid of its own distinguishes this proof's processes from all others. */
const UID = '64801'
/** One address plays a whole class, so its rate limits must not interfere. */
const WITHOUT_RATES = {
  SPAWNSCOPE_RUNS_PER_ADDRESS: '1000000',
  SPAWNSCOPE_RUNS_PER_CLIENT: '100000',
  SPAWNSCOPE_MESSAGES_PER_SOCKET: '100000',
  SPAWNSCOPE_REQUESTS_PER_ADDRESS: '1000000',
  SPAWNSCOPE_FILES_PER_ADDRESS: '1000000',
}
const [only, ...words] = process.argv.slice(2)
const number = (at: number, fallback: number): number => Number(words[at] ?? fallback)

const PROOFS: Record<string, (data: string) => Promise<void>> = {
  press: (data) => pressing(data, number(0, 60), number(1, 200), words[2] ?? 'fork'),

  /** One visitor alone: how long until there is something to see. */
  alone: (data) => pressing(data, number(0, 10), 1, words[1] ?? 'rust'),

  async watch(data) {
    const server = await startServerProcess({ SPAWNSCOPE_DATA: data, SPAWNSCOPE_HELPER: fakeHelperIn(path.dirname(data)) }, { built: true })
    const { viewers, lines, delivered, last } = await watch(server, number(0, 200))
    const [p50, p99, max] = last.map(inMs)
    console.log(`watch    one run, ${lines} lines at 200 a second, ${viewers} viewers: ${(delivered * 100).toFixed(2)} % delivered`)
    console.log(`         from a line's being written to the last viewer's having it: p50 ${p50}, p99 ${p99}, worst ${max}`)
    await server.stop()
  },

  async reload(data) {
    const server = await startServerProcess({ SPAWNSCOPE_DATA: data }, { built: true })
    // Once unmeasured, because a class does not wait for compilation at first use.
    await reload(server.url, 20)
    const times = await reload(server.url, number(0, 200))
    console.log(`reload   ${times.length} reloads at once, page and socket: p50 ${inMs(percentile(times, 0.5))}, p95 ${inMs(percentile(times, 0.95))}`)
    await server.stop()
  },

  async leave(data) {
    const env = { ...WITHOUT_RATES, SPAWNSCOPE_DATA: data, SPAWNSCOPE_RUN_UID: UID, SPAWNSCOPE_SOCKETS: '1000' }
    const server = await startServerProcess(env, { built: true })
    const visits = number(0, 1000)
    await openAndLeave(server.url, visits)
    const left = (): number => runProcessesOf(Number(UID)).length
    await until('no process of a run is left', () => left() === 0)
    console.log(`leave    ${visits} visitors went while their run went on: processes left ${left()}`)
    await server.stop()
  },

  async kills(data) {
    const env = { ...WITHOUT_RATES, SPAWNSCOPE_DATA: data, SPAWNSCOPE_RUN_UID: UID }
    const { runProcessesKilled, serversKilled, acknowledged, lost, left, hung } = await kill(env, Number(UID), number(0, 1000), 4, { built: true })
    console.log(`kills    ${runProcessesKilled} processes of runs and ${serversKilled} servers killed at random moments`)
    console.log(`         processes left ${left}, runs without an end ${hung}, recordings acknowledged ${acknowledged}, lost ${lost}`)
    if (left + hung + lost > 0) process.exitCode = 1
  },

  async fair(data) {
    const env = { ...WITHOUT_RATES, SPAWNSCOPE_DATA: data, SPAWNSCOPE_RUN_UID: UID, TRUST_PROXY: '1' }
    const server = await startServerProcess(env, { built: true })
    // Once unmeasured, because compilation at first use takes longer than a run.
    await visit(server.url)
    for (const [name, settings] of Object.entries(HOGS)) {
      // Alone and beside in turn, because other work on this machine comes and goes.
      const [alone, beside]: [Waits, Waits] = [noWaits(), noWaits()]
      for (let round = 0; round < 3; round += 1) {
        add(alone, await visit(server.url))
        const leave = await hog(server.url, number(0, 40), settings)
        await sleep(3_000)
        add(beside, await visit(server.url))
        leave()
        await until('no process of a run is left', () => runProcessesOf(Number(UID)).length === 0)
      }
      console.log(`fair     50 visitors of 50 addresses beside ${number(0, 40)} sockets of one address (${name}), compared with alone:`)
      for (const what of ['began', 'seen'] as const) {
        const said = (share: number): string => {
          const [a, b] = [percentile(alone[what], share), percentile(beside[what], share)]
          return `${inMs(a)} → ${inMs(b)}, ${(b / a).toFixed(1)} times`
        }
        console.log(`         press → ${what === 'began' ? 'begins     ' : 'first event'} p50 ${said(0.5)}; worst ${said(1)}`)
      }
    }
    console.log(`         the server stops with ${await server.stop()}`)
  },

  async pipelining(data) {
    const server = await startServerProcess({ ...WITHOUT_RATES, SPAWNSCOPE_DATA: data }, { built: true })
    await (await fetch(server.url)).text()
    const before = holdings(server.pid).descriptors
    for (const [connections, bytes] of [
      [1, 8_000],
      [1, 2_000_000],
      [number(0, 100), 64_000],
    ] as const) {
      const { answered, sent, megabytes, others } = await pipeline(server.url, connections, bytes, '/')
      console.log(
        `pipelining ${connections} connections, ${megabytes.toFixed(2)} MB of GETs: ${answered} of ${sent} answered; others wait p50 ${inMs(percentile(others, 0.5))}, worst ${inMs(percentile(others, 1))}`,
      )
    }
    await until('every descriptor is closed', () => holdings(server.pid).descriptors <= before + 1)
    console.log(`         descriptors ${before} → ${holdings(server.pid).descriptors}; the server stops with ${await server.stop()}`)
  },

  async planted(data) {
    const ids = plant(data, number(0, 50))
    const server = await startServerProcess({ SPAWNSCOPE_DATA: data, SPAWNSCOPE_RUN_UID: UID }, { built: true })
    const presser = await openPresser(server.url)
    const { recording } = await presser.press({ strategy: 'fork' })
    const statuses = await askFor(server.url, ids)
    const own = await fetch(`${server.url}/api/recordings/${recording}`)
    presser.close()
    console.log(
      `planted  ${ids.length} links, pipes, folders and files of 1 GB: the server starts; asked for, they answer ${JSON.stringify(statuses)}; a new recording answers ${own.status}`,
    )
    console.log(`         memory ${holdings(server.pid).rssMb} MB; the server stops with ${await server.stop()}`)
  },

  async redis(data) {
    const result = await hungRedis({ ...WITHOUT_RATES, SPAWNSCOPE_DATA: data, SPAWNSCOPE_RUN_UID: UID }, number(0, 5))
    console.log(
      `redis    hangs for ${number(0, 5)} s: ${result.runs} runs, ${result.failed} failed, ${result.stored} stored; /api/check p50 ${inMs(percentile(result.checks, 0.5))}, worst ${inMs(percentile(result.checks, 1))}`,
    )
    console.log(`         health meanwhile ${result.health}; stored again after it: ${result.storedAgain}; the server stops with ${result.status}`)
  },
}

async function pressing(data: string, seconds: number, sockets: number, strategy: string): Promise<void> {
  const server = await startServerProcess({ ...WITHOUT_RATES, SPAWNSCOPE_DATA: data, SPAWNSCOPE_RUN_UID: UID }, { built: true })
  const { perSecond, runs, failed, queue, first, run, before, after, memory } = await press(server, Number(UID), sockets, { seconds }, { strategy })
  const level = /sandbox +(level \d of \d)/.exec(server.output())?.[1] ?? 'no sandbox'
  console.log(
    `press    ${sockets} sockets, ${seconds} s, ${strategy}, ${availableParallelism()} cores, sandbox ${level}: ${perSecond.toFixed(1)} runs/s (${runs}, ${failed} failed)`,
  )
  for (const [name, [p50, p99]] of Object.entries({ queue, 'first event': first, run }))
    console.log(`         ${name.padEnd(12)} p50 ${inMs(p50)}, p99 ${inMs(p99)}`)
  console.log(
    `         memory ${[before.rssMb, ...memory, after.rssMb].join(' → ')} MB, descriptors ${before.descriptors} → ${after.descriptors}, processes of runs ${before.processes} → ${after.processes}`,
  )
  console.log(`         the server stops with ${await server.stop()}`)
}

for (const [name, proof] of Object.entries(PROOFS)) {
  if (only && only !== name) continue
  const scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope-proof-'))
  await proof(path.join(scratch, 'data'))
  rmSync(scratch, { recursive: true })
}
