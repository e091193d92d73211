/** What /metrics shows, under Prometheus names. docs/operating/README.md, Watch, says what to look at. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { ErrorCode } from '../../protocol/errors.ts'
import type { RunEnd } from './followRun.ts'

export interface Metrics {
  registry: Registry
  runEnded(how: RunEnd['how'], seconds: number, events: number): void
  queued(seconds: number): void
  firstEvent(seconds: number): void
  refused(code: ErrorCode): void
  dropped(why: 'stalled' | 'silent' | 'messages'): void
  notKept(): void
}

/** Values that are read at each scrape. */
export interface Levels {
  atWork(): number
  waiting(): number
  sockets(): number
  rooms(): number
  roomMembers(): number
  recordings(): Promise<{ count: number; bytes: number }>
}

const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export function createMetrics(levels: Levels): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry, prefix: 'spawnscope_' })
  const runs = new Counter({ name: 'spawnscope_runs_total', help: 'Runs that are over, by how.', labelNames: ['how'], registers })
  const runSeconds = new Histogram({ name: 'spawnscope_run_seconds', help: 'From the start of the helper to its end.', buckets: SECONDS, registers })
  const queueSeconds = new Histogram({ name: 'spawnscope_queue_seconds', help: 'From being asked for to the start.', buckets: SECONDS, registers })
  const firstSeconds = new Histogram({ name: 'spawnscope_first_event_seconds', help: 'From the start to the first event.', buckets: SECONDS, registers })
  const events = new Counter({ name: 'spawnscope_events_total', help: 'Events of all runs.', registers })
  const refusals = new Counter({ name: 'spawnscope_refusals_total', help: 'Refusals, by code.', labelNames: ['code'], registers })
  const drops = new Counter({ name: 'spawnscope_viewers_dropped_total', help: 'Sockets that were closed for cause.', labelNames: ['why'], registers })
  const notKept = new Counter({ name: 'spawnscope_recordings_failed_total', help: 'Runs whose recording could not be stored.', registers })

  gauge('spawnscope_runs_at_work', 'Runs at work.', levels.atWork)
  gauge('spawnscope_runs_waiting', 'Runs in the queue.', levels.waiting)
  gauge('spawnscope_sockets', 'Open sockets.', levels.sockets)
  gauge('spawnscope_rooms', 'Classes with somebody at this server.', levels.rooms)
  gauge('spawnscope_room_members', 'Browsers in classes at this server: seats, walls, teachers.', levels.roomMembers)
  gauge('spawnscope_recordings', 'Recordings stored.', async () => (await levels.recordings()).count)
  gauge('spawnscope_recordings_bytes', 'Bytes of all stored recordings.', async () => (await levels.recordings()).bytes)

  function gauge(name: string, help: string, level: () => number | Promise<number>): void {
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        // A Redis that does not answer must not lose the other figures.
        this.set(await Promise.resolve(level()).catch(() => Number.NaN))
      },
    })
  }

  return {
    registry,
    runEnded(how, seconds, count) {
      runs.inc({ how })
      runSeconds.observe(seconds)
      events.inc(count)
    },
    queued: (seconds) => queueSeconds.observe(seconds),
    firstEvent: (seconds) => firstSeconds.observe(seconds),
    refused: (code) => refusals.inc({ code }),
    dropped: (why) => drops.inc({ why }),
    notKept: () => notKept.inc(),
  }
}
