/**
 * Every run's path through the server, over HTTP and the socket alike:
 * request → rate → queue → conduct (helper → feed → recording → end, with the recording's id).
 */
import { createHash } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { Logger } from 'pino'
import type { HoldOrder } from '../../protocol/clientMessages.ts'
import type { Refusal } from '../../protocol/errors.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { waitsForPerson } from '../../protocol/settings.ts'
import type { Capabilities } from '../capabilities/capabilities.ts'
import type { Format, HelperProcess } from '../helper/process.ts'
import { HELD_MS, LEFT_TO_OTHERS_MB, type Limits, POSITIONS_MS, RUN_BASE_MB } from '../limits.ts'
import type { Recordings } from '../recordings/recordings.ts'
import { refusal, stopping } from '../refusals.ts'
import { conduct, conductText } from './conduct.ts'
import type { Feed } from './feed.ts'
import { createHeldRuns } from './heldRuns.ts'
import type { Metrics } from './metrics.ts'
import { createQueue, type Entered, type Place } from './queue.ts'
import type { Rates } from './rates.ts'
import { createSlowRuns } from './slowRuns.ts'
import { createUnderWay, type UnderWay } from './underWay.ts'

/** Who asks. */
export interface Client {
  /** Of a socket, or of a connection over HTTP. Clients of one address take turns. */
  id: string
  address: string
  /** By what RUNS_PER_CLIENT counts: the socket, or over HTTP the address, because a connection is opened for nothing. */
  countedAs: string
}

export interface Asker {
  queued(position: number): void
  started(feed: Feed): void
  /** Instead of `started`, for strace text. The asker reads the helper's output and stops it. */
  startedText(helper: HelperProcess): void
  /** The run never started. */
  refused(refusal: Refusal): void
}

export interface Asked {
  /** Leaves the queue, or ends the run. */
  cancel(): void
  /** The client is gone: the same, unless somebody watches the run. One that waits for this client ends anyway. */
  leave(): void
  /** Gives an order for the child that waits. The refusal says why it cannot be given. */
  order(order: HoldOrder): Refusal | null
}

export interface Dispatch {
  ask(client: Client, settings: RunSettings, format: Format, asker: Asker): Asked
  find: UnderWay['find']
  /** Refuses new and waiting runs; lets running ones end, then ends them. Resolves when all recordings are stored. */
  close(): Promise<void>
  readonly atWork: number
  readonly waiting: number
}

export interface DispatchParts {
  capabilities: Capabilities
  limits: Limits
  rates: Rates
  recordings: Recordings
  metrics: Metrics
  log: Logger
}

interface Job extends Asked {
  place: Place | null
  lastPosition: number
  asker: Asker
}

export function createDispatch(parts: DispatchParts): Dispatch {
  const { capabilities, limits, rates, recordings, metrics, log } = parts
  const desk = { limits, recordings, metrics, log }
  const heldDesk = { ...desk, limits: { ...limits, RUN_WALL_MS: limits.RUN_WALL_MS + HELD_MS } }
  const queue = createQueue(
    {
      atOnce: limits.RUNS_AT_ONCE,
      atOncePerAddress: limits.RUNS_AT_ONCE_PER_ADDRESS,
      waiting: limits.RUNS_WAITING,
      waitingPerAddress: limits.RUNS_WAITING_PER_ADDRESS,
      cost: limits.MEMORY_MB,
      costPerAddress: memoryPerAddress(limits),
    },
    () => performance.now(),
    () => {
      positionsTimer ??= setTimeout(sendPositions, POSITIONS_MS)
    },
  )
  const waiting = new Set<Job>()
  const underWay = createUnderWay()
  const slowRuns = createSlowRuns()
  const heldRuns = createHeldRuns(limits)
  let positionsTimer: NodeJS.Timeout | undefined
  let closing = false

  function sendPositions(): void {
    positionsTimer = undefined
    for (const job of waiting) {
      const position = job.place?.position ?? 0
      if (position === 0 || position === job.lastPosition) continue
      job.lastPosition = position
      job.asker.queued(position)
    }
  }

  function refuse(asker: Asker, refused: Refusal): void {
    metrics.refused(refused.code)
    asker.refused(refused)
  }

  function ask(client: Client, settings: RunSettings, format: Format, asker: Asker): Asked {
    const asked = performance.now()
    let cancelled = false
    let stop: (() => void) | null = null
    let watched = (): boolean => false
    let order = (_: string): boolean => false
    const waits = waitsForPerson(settings)
    let room: { leave(): void } | null = null
    const job: Job = {
      place: null,
      lastPosition: 0,
      asker,
      cancel() {
        if (cancelled) return
        cancelled = true
        if (stop) return stop()
        waiting.delete(job)
        job.place?.leave()
        room?.leave()
      },
      leave() {
        if (waits || !watched()) job.cancel()
      },
      order(given) {
        const checked = capabilities.lineOf(given)
        if (!checked.ok) return checked.refusal
        return order(checked.line) ? null : nothingWaits()
      },
    }

    /** While a person decides, others use the place; but memory and busy threads stay, so such a run keeps it. */
    function stands(): void {
      if (!settings.memory && !settings.threads) job.place?.leave()
    }

    function begin(): void {
      waiting.delete(job)
      const queueMs = performance.now() - asked
      const started = begun(settings, format)
      if (!started.ok) {
        room?.leave()
        refuse(asker, started.refusal)
        // If there was room at once, `enter` has not returned yet.
        return queueMicrotask(() => job.place?.leave())
      }
      metrics.queued(queueMs / 1000)
      const { helper, command } = started
      const logged = { settings: hashOf(settings), strategy: settings.strategy, queueMs: Math.round(queueMs) }
      const work =
        format === 'strace'
          ? conductText(helper, logged, desk)
          : conduct(helper, command, logged, { ...(waits ? heldDesk : desk), briefly: settings.own !== undefined }, stands)
      stop = work.stop
      order = work.order
      watched = () => work.feed !== null && work.feed.readers > 0
      underWay.add(work)
      const began = performance.now()
      void work.gone.then(() => {
        slowRuns.took(settings, performance.now() - began, cancelled)
        job.place?.leave()
        room?.leave()
      })
      if (work.feed) asker.started(work.feed)
      else asker.startedText(helper)
    }

    void rates
      .run(client.countedAs, client.address)
      .catch((error: unknown) => {
        log.error({ err: error }, 'rates')
        return null
      })
      .then((over) => {
        if (cancelled) return
        if (over) return refuse(asker, over)
        if (closing) return refuse(asker, stopping())
        // Wrong settings are refused at once, not after a wait in the queue.
        const wrong = capabilities.refusalOf(settings)
        if (wrong) return refuse(asker, wrong)
        if (waits) {
          const entered = heldRuns.enter(client.address)
          if (!entered.ok) return refuse(asker, entered.refusal)
          room = entered
        }
        const entered = queue.enter(
          { address: client.address, client: client.id, slow: slowRuns.isSlow(settings) },
          RUN_BASE_MB + (settings.memory ?? 0),
          begin,
        )
        if (!entered.ok) {
          room?.leave()
          return refuse(asker, refusalOfQueue(entered, limits))
        }
        job.place = entered.place
        if (entered.place.position === 0) return
        waiting.add(job)
        job.lastPosition = entered.place.position
        asker.queued(job.lastPosition)
      })
    return job
  }

  function begun(settings: RunSettings, format: Format): ReturnType<Capabilities['start']> {
    try {
      return capabilities.start(settings, format)
    } catch (error) {
      // spawn itself throws if descriptors or memory have run out.
      log.error({ err: error }, 'a helper could not be started')
      return {
        ok: false,
        refusal: refusal('too_busy', 'the helper could not be started: this machine is out of descriptors, processes or memory', 'try again in a moment'),
      }
    }
  }

  return {
    ask,
    find: underWay.find,
    async close() {
      closing = true
      clearTimeout(positionsTimer)
      queue.close()
      for (const { asker } of waiting) refuse(asker, stopping())
      waiting.clear()
      await underWay.end(limits.SHUTDOWN_RUNS_MS)
    },
    get atWork() {
      return queue.atWork
    },
    get waiting() {
      return queue.waiting
    },
  }
}

function nothingWaits(): Refusal {
  return refusal('not_held', 'no child of this run waits to be let go', 'nothing to do: it was released, or has not come to its moment yet')
}

function refusalOfQueue(entered: Extract<Entered, { ok: false }>, limits: Limits): Refusal {
  switch (entered.why) {
    case 'queue_full':
      return refusal('too_busy', `${limits.RUNS_WAITING} runs are waiting here`, 'try again in a moment: a run takes some milliseconds')
    case 'address_full':
      return refusal('too_busy', `${limits.RUNS_WAITING_PER_ADDRESS} runs of your address are waiting here`, 'wait for one of them to end')
    case 'too_large':
      return refusal(
        'bad_value',
        `this server has ${memoryPerAddress(limits)} MB for all runs of one address together`,
        `give it at most ${memoryPerAddress(limits) - RUN_BASE_MB} MB (SPAWNSCOPE_MEMORY_MB raises it)`,
        'memory',
      )
    case 'closed':
      return stopping()
  }
}

/** What runs of one address may take together. Others must be able to begin, too. */
function memoryPerAddress({ MEMORY_MB }: Limits): number {
  return MEMORY_MB - Math.min(LEFT_TO_OTHERS_MB, Math.floor(MEMORY_MB / 3))
}

/** Stands for the settings in the log: equal settings can be found, and no text of a stranger is logged. */
function hashOf(settings: RunSettings): string {
  return createHash('sha256').update(JSON.stringify(settings)).digest('base64url').slice(0, 12)
}
