/**
 * POST /api/bench: the server measures for one client at a time. The others wait and hear their position. The answer is
 * NDJSON: `queued`, then the helper's lines as they come (protocol/bench.ts). A client that leaves ends its measurement.
 *
 * A measurement takes a processor and gigabytes for seconds, outside the sandbox. So it is for the user of this machine,
 * not for strangers. A server that others can reach (HOST beyond loopback, a proxy, a public name) refuses, whatever its
 * sandbox. A measurement runs only our strategies and our tiny target.
 */
import type { RequestHandler, Response } from 'express'
import type { BenchAnswer } from '../../protocol/bench.ts'
import { decodeBenchLine, decodeBenchSettings } from '../../protocol/bench.ts'
import type { Refusal } from '../../protocol/errors.ts'
import type { Capabilities } from '../capabilities/capabilities.ts'
import { LineSplitter } from '../helper/lineSplitter.ts'
import { type HelperProcess, startHelper } from '../helper/process.ts'
import { BENCH_QUEUE, BENCH_WALL_MS, LINE_BYTES } from '../limits.ts'
import { badJson, helperProtocol, refusal } from '../refusals.ts'
import { refuse } from '../refuse.ts'
import { benchArgv } from './benchArgv.ts'

/** Receives the lines of a measurement, for the client that asked for it. */
export interface BenchSink {
  say(line: BenchAnswer): void
  /** Called once, last. */
  over(refused: Refusal | null): void
}

export interface Bench {
  /** Why this server does not measure; null if it does. */
  readonly refused: Refusal | null
  argvOf(body: string): ReturnType<typeof benchArgv>
  /** Enters the queue. The returned function leaves the queue, or ends the measurement. */
  measure(argv: readonly string[], sink: BenchSink): () => void
  close(): Promise<void>
}

interface Waiting {
  argv: readonly string[]
  sink: BenchSink
}

export function openBench(helper: string, forOthers: boolean, capabilities: Capabilities): Bench {
  const queue: Waiting[] = []
  let current: { of: Waiting; helper: HelperProcess; done: Promise<void> } | null = null
  let closed = false

  function next(): void {
    const first = queue.shift()
    if (!first || closed) return
    const started = startHelper(helper, first.argv, { format: 'ndjson' })
    const done = follow(started, first.sink).then(() => {
      current = null
      next()
    })
    current = { of: first, helper: started, done }
    for (const [at, { sink }] of queue.entries()) sink.say({ kind: 'queued', position: at + 1 })
  }

  return {
    refused: refusedHere(forOthers, capabilities),
    argvOf(body) {
      const verdict = decodeBenchSettings(body)
      if (!verdict.ok)
        return {
          ok: false,
          refusal:
            verdict.code === 'not_json'
              ? badJson(verdict.message)
              : refusal('bad_value', verdict.message, 'send {"strategies":["fork","vfork"],"memory":[1,64,1024]}', verdict.field),
        }
      if (!capabilities.catalog) return { ok: false, refusal: noHelper() }
      return benchArgv(verdict.value, capabilities.catalog, process.getuid?.() === 0)
    },
    measure(argv, sink) {
      const mine = { argv, sink }
      if (queue.length >= BENCH_QUEUE) {
        sink.over(refusal('too_busy', `${BENCH_QUEUE} measurements wait already`, 'try again in a minute'))
        return () => {}
      }
      queue.push(mine)
      if (current) sink.say({ kind: 'queued', position: queue.length })
      else next()
      return () => {
        const at = queue.indexOf(mine)
        if (at >= 0) queue.splice(at, 1)
        if (current?.of === mine) current.helper.stop()
      }
    },
    async close() {
      closed = true
      for (const { sink } of queue.splice(0)) sink.over(refusal('too_busy', 'the server is stopping', 'try again when it is back'))
      current?.helper.stop()
      await current?.done
    },
  }
}

function refusedHere(forOthers: boolean, { catalog, refused }: Capabilities): Refusal | null {
  if (!catalog) return refused ?? noHelper()
  if (!forOthers) return null
  return refusal(
    'live_unavailable',
    'other machines can reach this server, so it does not measure',
    'measure on your own machine: npx spawnscope, or npx spawnscope bench in a shell',
  )
}

const noHelper = (): Refusal => refusal('live_unavailable', 'the native helper is not built', 'build it again (npm run setup), or install the package again')

/** Resolves once the helper is gone and the sink has its last call. */
async function follow(helper: HelperProcess, sink: BenchSink): Promise<void> {
  const splitter = new LineSplitter(LINE_BYTES)
  let fault: Refusal | null = null
  let ended = false
  const take = (line: ReturnType<LineSplitter['push']>[number]): void => {
    const verdict = line.kind === 'line' ? decodeBenchLine(line.text) : null
    if (!verdict?.ok) {
      fault ??= helperProtocol(verdict ? `${verdict.field} ${verdict.message}` : 'a line is too long')
      helper.stop()
      return
    }
    ended = verdict.value.kind === 'end'
    sink.say(verdict.value)
  }
  helper.output.on('data', (chunk: Buffer) => splitter.push(chunk).forEach(take))
  const wall = setTimeout(() => {
    fault ??= refusal('time_limit', `the measurement took longer than ${BENCH_WALL_MS} ms and was ended`, 'fewer sizes or strategies')
    helper.stop()
  }, BENCH_WALL_MS)
  const failure = await helper.gone
  clearTimeout(wall)
  splitter.end().forEach(take)
  sink.over(fault ?? failure ?? (ended ? null : helperProtocol('it ended without an end line')))
}

export function postBench(bench: Bench): RequestHandler {
  return (request, response) => {
    // A client that went while its body was read: nothing would end its measurement.
    if (response.destroyed) return
    if (bench.refused) return refuse(response, bench.refused)
    if (!request.is('application/json'))
      return refuse(response, refusal('wrong_content_type', 'the body is not application/json', "send it with -H 'content-type: application/json'"))
    const checked = bench.argvOf(String(request.body))
    if (!checked.ok) return refuse(response, checked.refusal)
    answer(bench, checked.argv, response)
  }
}

function answer(bench: Bench, argv: readonly string[], response: Response): void {
  const leave = bench.measure(argv, {
    say(line) {
      if (!response.headersSent) response.type('application/x-ndjson')
      // Ten lines a second, so a slow reader's backlog stays small.
      response.write(`${JSON.stringify(line)}\n`)
    },
    over(refused) {
      if (response.destroyed) return
      if (refused && !response.headersSent) return refuse(response, refused)
      if (refused) response.write(`${JSON.stringify({ kind: 'refusal', ...refused })}\n`)
      response.end()
    },
  })
  response.on('close', leave)
}
