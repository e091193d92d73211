/**
 * What the server adds to a run. Its partner is a loop in C that starts the same contained command, with nothing around it
 * (native/tests/baseline/starts.c). Both take turns, so that drift of the machine affects them alike; only the ratios count.
 */
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { WebSocket } from 'ws'
import { RUN_UID } from '../../server/environment.ts'
import { voice } from '../../server/helper/process.ts'
import { newMark } from '../../server/helper/sweep.ts'
import { containedCommand } from '../../server/sandbox/containedCommand.ts'
import { findParts } from '../../server/sandbox/parts.ts'
import { type ServerProcess, startServerProcess } from '../../server/testing/serverProcess.ts'
import { builtBaseline } from './baseline.ts'
import { keep } from './keep.mjs'
import { median } from './median.ts'
import { pairedRatio } from './pairedRatio.ts'
import { rounded } from './rounded.ts'

const NATIVE = path.resolve(import.meta.dirname, '../../native')
const STRATEGY = 'vfork'
const ROUNDS = 9
const SINGLE_RUNS = 61
/** The loop with 50 at once is no faster than with 4: the processors are busy. */
const LOOP_AT_MOST = 4
const SOCKETS = [1, 4, 50]
const RUNS = 100
/** No limit by client or address. */
const ENV = { SPAWNSCOPE_RUNS_PER_CLIENT: '100000', SPAWNSCOPE_RUNS_PER_ADDRESS: '1000000', SPAWNSCOPE_MESSAGES_PER_SOCKET: '100000', LOG_LEVEL: 'silent' }
/** Between two single runs, as between two clicks. */
const PAUSE_MS = 120

export async function sandboxedRuns(): Promise<void> {
  const loop = builtBaseline('starts')
  const found = findParts({ build: path.join(NATIVE, 'build'), runUid: RUN_UID })
  if (!found.ok || found.bwrap) return console.log(`not measured: no sandbox here (${found.ok ? found.bwrap?.found : found.found})`)
  const wanted = { level: 3, view: 'strategies', uid: 1000, deadlineMs: 20_000, cgroup: null, mark: newMark() } as const
  const { file, argv } = containedCommand(found.parts, wanted, ['run', STRATEGY, ...voice('ndjson')])
  const inLoop = (runs: number, atOnce: number): number =>
    Number(execFileSync(loop, [String(runs), String(atOnce), file, ...argv], { encoding: 'utf8' })) * 1000
  const server = await startServerProcess(ENV, { built: true })
  try {
    await oneRun(server, () => inLoop(1, 1))
    for (const sockets of SOCKETS) await runsASecond(server, sockets, (runs) => inLoop(runs, Math.min(sockets, LOOP_AT_MOST)))
  } finally {
    await server.stop()
    found.remove()
  }
}

/** Asked on an open socket → first event, and → end. */
async function oneRun(server: ServerProcess, loopMs: () => number): Promise<void> {
  const socket = await open(server.url)
  const [first, end, loop]: [number[], number[], number[]] = [[], [], []]
  for (let n = 0; n < SINGLE_RUNS; n += 1) {
    const took = await run(socket, `r${n}`)
    first.push(took.firstMs)
    end.push(took.endMs)
    loop.push(loopMs())
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  socket.close()
  const over = (values: number[]): number => rounded(pairedRatio(values, loop), 2)
  keep('raw socket', {
    firstEventMs: rounded(median(first), 2),
    endMs: rounded(median(end), 2),
    loopInCMs: rounded(median(loop), 2),
    firstByLoop: over(first),
    endByLoop: over(end),
  })
}

async function runsASecond(server: ServerProcess, count: number, loopMs: (runs: number) => number): Promise<void> {
  const sockets = await Promise.all(Array.from({ length: count }, () => open(server.url)))
  const [own, loop]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round += 1) {
    let left = RUNS
    const began = performance.now()
    await Promise.all(
      sockets.map(async (socket, at) => {
        while (left-- > 0) await run(socket, `${round}-${at}-${left}`)
      }),
    )
    own.push(RUNS / ((performance.now() - began) / 1000))
    loop.push(RUNS / (loopMs(RUNS) / 1000))
  }
  for (const socket of sockets) socket.close()
  const ratio = pairedRatio(own, loop)
  keep(`runs a second, ${count} socket${count === 1 ? '' : 's'}`, {
    server: Math.round(median(own)),
    loopInC: Math.round(median(loop)),
    ratio: rounded(ratio, 2),
    rounds: ROUNDS,
  })
}

async function open(url: string): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/live`, { origin: url, perMessageDeflate: false })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  return socket
}

/** Looks only at how each message begins, because the clients share the processors with what is measured. */
function run(socket: WebSocket, id: string): Promise<{ firstMs: number; endMs: number }> {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    let firstMs = 0
    const hear = (data: Buffer): void => {
      const kind = data.toString('latin1', 0, 18)
      if (kind.startsWith('{"kind":"events"')) firstMs ||= performance.now() - began
      if (kind.startsWith('{"kind":"error"')) reject(new Error(data.toString()))
      if (!kind.startsWith('{"kind":"ended"')) return
      socket.off('message', hear)
      resolve({ firstMs, endMs: performance.now() - began })
    }
    socket.on('message', hear)
    socket.send(JSON.stringify({ kind: 'run', run: id, settings: { strategy: STRATEGY } }))
  })
}
