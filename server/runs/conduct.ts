/** Conducts one run, from the start of its helper until its readers know the end: lines into a feed, the feed into a recording, one line into the log. */
import { randomBytes } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { Logger } from 'pino'
import { RELEASED, WAITING } from '../../protocol/notes.ts'
import type { HelperProcess } from '../helper/process.ts'
import type { Limits } from '../limits.ts'
import type { Recordings } from '../recordings/recordings.ts'
import { Feed } from './feed.ts'
import { followRun, type RunEnd } from './followRun.ts'
import type { Metrics } from './metrics.ts'

export interface Work {
  /** Null for strace text: only the client reads that, and it is not stored. */
  feed: Feed | null
  /** Resolves when the helper is gone, so that another run may take its place. */
  gone: Promise<void>
  /** Resolves after that, when all readers have the end. Gives the recording's id, or null if it was not stored. */
  over: Promise<string | null>
  stop(): void
  /** Gives the helper an order for the child that waits. False if none waits now. */
  order(line: string): boolean
}

export interface ConductParts {
  limits: Limits
  recordings: Recordings
  metrics: Metrics
  log: Logger
  /** Of a visitor's program: its recording is stored briefly. */
  briefly?: boolean
}

/** `logged`: further fields for the line in the log. Calls `stands` when a child begins to wait for a person. */
export function conduct(
  helper: HelperProcess,
  command: string,
  logged: object,
  { limits, recordings, metrics, log, briefly = false }: ConductParts,
  stands: () => void = () => {},
): Work {
  const began = performance.now()
  const feed = new Feed(randomBytes(16).toString('base64url'), command)
  let events = 0
  let firstEventMs: number | null = null
  let end: RunEnd = { how: 'failed', refusal: null }
  let standing = false

  function noted(code: string): void {
    if (code === WAITING) {
      standing = true
      stands()
    } else if (code.startsWith(RELEASED)) standing = false
  }

  const run = followRun(
    helper,
    {
      event(event, line) {
        events += 1
        if (event.kind === 'note') noted(event.code)
        if (firstEventMs === null) {
          firstEventMs = performance.now() - began
          metrics.firstEvent(firstEventMs / 1000)
        }
        feed.event(line)
        // Nothing follows it, so it does not wait for more: the last rows are read while the helper goes and the run is stored.
        if (event.kind === 'end') feed.flush()
      },
      gap: (gap) => feed.gap(gap),
      over(how) {
        end = how
        standing = false
      },
    },
    limits,
  )

  async function finish(): Promise<string | null> {
    const runMs = performance.now() - began
    metrics.runEnded(end.how, runMs / 1000, events)
    const recording = await keep(feed, end, recordings, briefly).catch((error: unknown) => {
      metrics.notKept()
      log.error({ err: error }, 'a recording could not be stored')
      return null
    })
    feed.finish({ ...end, recording })
    const times = { firstEventMs: firstEventMs && Math.round(firstEventMs), runMs: Math.round(runMs) }
    log.info({ ...logged, run: feed.id, how: end.how, code: end.refusal?.code ?? null, ...times, events, recording }, 'run')
    return recording
  }

  function order(line: string): boolean {
    if (standing) helper.order(line)
    return standing
  }

  return { feed, gone: run.done, over: run.done.then(finish), stop: run.cancel, order }
}

/** The same for strace text. The client's request reads it and bounds it. */
export function conductText(helper: HelperProcess, logged: object, { metrics, log }: ConductParts): Work {
  const began = performance.now()
  const over = helper.gone.then((failure) => {
    const runMs = performance.now() - began
    const how = failure ? 'failed' : 'ended'
    metrics.runEnded(how, runMs / 1000, 0)
    log.info({ ...logged, format: 'strace', how, code: failure?.code ?? null, runMs: Math.round(runMs) }, 'run')
    return null
  })
  return { feed: null, gone: over.then(() => {}), over, stop: () => helper.stop(), order: () => false }
}

/** Null if there was nothing to store. */
async function keep(feed: Feed, end: RunEnd, recordings: Recordings, briefly: boolean): Promise<string | null> {
  feed.flush()
  if (feed.frames.length === 0) return null
  const lines = feed.frames.flatMap((frame) => frame.lines)
  if (end.refusal) lines.push(JSON.stringify({ kind: 'refusal', ...end.refusal }))
  return recordings.keep(Buffer.from(`${lines.join('\n')}\n`), briefly)
}
