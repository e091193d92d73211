/** A few runs that belong together. On request they run together, or one after another if the reader wants that, each into its log. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { SharedRun } from '../../protocol/room.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { recordingOf } from '../content/bundled.ts'
import { recordedExperiment } from '../content/recordedTeaching.ts'
import { hasRecording } from '../content/recordingFiles.ts'
import { experimentKey } from '../model/claims/experimentKey.ts'
import { type AsWhom, settingsAs } from '../model/claims/settingsAs.ts'
import { RunLog } from '../store/runLog.ts'
import { CONNECTION_LOST } from '../transport/connectionLost.ts'
import { playRecording } from '../transport/playRecording.ts'
import { type Capabilities, uidOf } from './capabilities.ts'
import { drawPace } from './drawPace.ts'
import { type KeptRuns, SHIPPED, storedRun } from './keptRuns.ts'
import { orderOf, startRuns } from './startRuns.ts'
import { useOwnRuns } from './useOwnRuns.ts'
import { useRunOrder } from './useRunOrder.ts'

export interface Experiment {
  run: RunSettings
  as?: AsWhom | undefined
}

export interface Experiments {
  /** In the order of the experiments; null for one that has not run. One that lasts stands here while it grows. */
  logs: readonly (RunLog | null)[]
  running: boolean
  /** Runs the experiments at the given places, or all. Resolves when they are over. */
  runAll: (places?: readonly number[]) => Promise<void>
  cancel: () => void
  /** The settings for this server; undefined if it cannot run such a parent. */
  settings: readonly (RunSettings | undefined)[]
  canRun: boolean
  /** Live runs are not available. The page plays recordings, shortened to what matters. */
  recorded: boolean
}

interface Options {
  /** Shows the runs of an earlier visit again. */
  kept?: KeptRuns
  /** Plays the recording of a run that this server cannot make, because it has no such parent or refuses the run. */
  orRecorded?: boolean
  /** Runs that a class looks at together, by their place. They stand in place of one's own. */
  shared?: SharedRuns | undefined
}

export interface SharedRuns {
  runs: readonly SharedRun[]
  /** How long to wait for the recording of a run before it is watched as it happens. */
  watchAfterMs: number
  /** Recordings are fetched at some moment within this time. */
  spreadMs: number
}

interface Shown {
  of: string
  logs: readonly (RunLog | null)[]
  running: boolean
}

/** The same with the logs of some of `count` runs. */
function withLogs(before: Shown, count: number, logs: ReadonlyMap<number, RunLog>): Shown {
  return { ...before, logs: Array.from({ length: count }, (_, at) => logs.get(at) ?? before.logs[at] ?? null) }
}

/** `of` names what the runs belong to. When it changes, the runs are discarded. */
export function useExperiments(of: string, experiments: readonly Experiment[], capabilities: Capabilities, options: Options = {}): Experiments {
  const { kept, orRecorded = false, shared } = options
  const [state, setState] = useState<Shown>({ of, logs: [], running: false })
  const { watch, catalog, check, reach, outside } = capabilities
  const { run, cancelAll } = useOwnRuns(capabilities)
  const [order] = useRunOrder()
  const uid = uidOf(check)
  const live = reach.is === 'open'
  const recorded = reach.is === 'refused' || reach.is === 'none' || reach.is === 'files'
  const settings = experiments.map(({ run: asked, as }) => {
    if (asked.specimen === undefined) return recorded ? asked : (settingsAs(asked, as, uid) ?? (orRecorded ? asked : undefined))
    const { strategy, specimen } = asked
    const here = catalog?.specimens?.some((one) => one.strategy === strategy && one.settings.includes(specimen)) === true
    return (recorded ? hasRecording(strategy, `real-${specimen}`) : here) ? asked : undefined
  })
  const keys = experiments.map(experimentKey)
  /** Runs of which there is only the recording. */
  const stored = experiments.map(({ run: asked, as }) => recorded || (orRecorded && asked.specimen === undefined && !settingsAs(asked, as, uid)))
  const latest = useRef({ of, settings, keys, stored, kept, orRecorded, order })
  latest.current = { of, settings, keys, stored, kept, orRecorded, order }
  /** The current rows of runs. A cancelled row stays here but begins no more; a row that the page no longer shows is removed. */
  const rows = useRef(new Set<{ wanted: boolean }>())
  if (state.of !== of) setState({ of, logs: [], running: false })

  const runAll = useCallback(
    async (places?: readonly number[]): Promise<void> => {
      const { of: mine, settings: asked, keys: names, stored: onlyStored, orRecorded: instead, order: chosen } = latest.current
      const row = { wanted: true }
      rows.current.add(row)
      setState((before) => ({ ...before, running: true }))
      const under = new Map<number, RunLog>()
      const found = new Map<number, RunLog>()
      const start = async (at: number): Promise<void> => {
        const one = asked[at]
        if (!one || !row.wanted) return
        const name = names[at] ?? ''
        const made = await (onlyStored[at] ? shippedRun(one, name, run) : liveRun(one, run, (log) => under.set(at, log)))
        const log = instead && made.refusal?.code === 'live_unavailable' ? await shippedRun(one, name, run) : made
        found.set(at, log)
        const where = log.source === 'recorded' ? SHIPPED : log.recording
        if (rows.current.has(row) && where !== null && log.status === 'ended') latest.current.kept?.keep(name, where)
      }
      const draw = (): void => {
        if (!rows.current.has(row)) return
        const shown = new Map([...[...under].filter(([, { events }]) => events.length > 0), ...found])
        setState((before) => (before.of === mine ? withLogs(before, asked.length, shown) : before))
      }
      const wanted = places ?? asked.map((_, n) => n)
      await startRuns(
        wanted,
        orderOf(
          chosen,
          wanted.map((at) => asked[at]),
        ),
        start,
        draw,
      )
      if (!rows.current.delete(row)) return
      const running = rows.current.size > 0
      setState((before) => (before.of === mine ? { ...before, running } : before))
    },
    [run],
  )
  const cancel = useCallback(() => {
    for (const row of rows.current) row.wanted = false
    cancelAll()
  }, [cancelAll])
  // biome-ignore lint/correctness/useExhaustiveDependencies: cancel the runs of what the page no longer shows.
  useEffect(
    () => () => {
      cancel()
      rows.current.clear()
    },
    [cancel, of],
  )
  const ready = live || recorded
  useEffect(() => {
    const { settings: asked, keys: names, stored: onlyStored, kept: before, orRecorded: instead } = latest.current
    if (!ready || !before) return
    let gone = false
    names.forEach(async (name, at) => {
      const [where, one] = [before.of[name], asked[at]]
      if (where === undefined || !one) return
      const shipped = onlyStored[at] || (instead && where === SHIPPED)
      const log = await (shipped ? shippedRun(one, name, run) : where === SHIPPED ? undefined : storedRun(where, outside))
      if (!gone && log) setState((now) => (now.of === of && !now.logs[at] ? withLogs(now, names.length, new Map([[at, log]])) : now))
    })
    return () => {
      gone = true
    }
  }, [of, ready, outside, run])
  useEffect(() => {
    if (!ready || !shared) return
    let gone = false
    const { settings: asked, keys: names } = latest.current
    const show = (at: number, log: RunLog): void => {
      if (!gone) setState((now) => (now.of === of ? withLogs(now, names.length, new Map([[at, log]])) : now))
    }
    for (const one of shared.runs) {
      const from = { asked: asked[one.column], name: names[one.column] ?? '', run, watch, outside, live, ...shared }
      void sharedRun(
        one,
        from,
        (log) => show(one.column, log),
        () => gone,
      )
    }
    return () => {
      gone = true
    }
  }, [of, ready, live, shared, outside, run, watch])
  const logs = experiments.map((_, at) => (state.of === of ? (state.logs[at] ?? null) : null))
  return { logs, running: state.running && state.of === of, runAll, cancel, settings, canRun: ready, recorded }
}

interface SharedFrom extends Pick<Capabilities, 'run' | 'watch' | 'outside'>, Pick<SharedRuns, 'watchAfterMs' | 'spreadMs'> {
  asked: RunSettings | undefined
  name: string
  live: boolean
}

/** A run of the class: its recording, if there is one already; else the one that ships; else as it happens. */
async function sharedRun({ watch: id, recording }: SharedRun, from: SharedFrom, show: (log: RunLog) => void, gone: () => boolean): Promise<void> {
  const { asked, name, run, watch, outside, live, watchAfterMs, spreadMs } = from
  if (recording !== null) {
    if (spreadMs > 0) await pause(Math.random() * spreadMs)
    const log = gone() ? undefined : await storedRun(recording, outside)
    if (log) return show(log)
  }
  if (id !== null && live) {
    // The next change brings the recording, and ends this one.
    if (watchAfterMs > 0) await pause(watchAfterMs)
    if (gone()) return
    const log = new RunLog('live', drawPace)
    show(log)
    return watch(id, log)
  }
  if (asked && !gone()) show(await shippedRun(asked, name, run))
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

/** A run that breaks has failed. */
async function shippedRun(asked: RunSettings, key: string, run: Capabilities['run']): Promise<RunLog> {
  const log = new RunLog('recorded', drawPace)
  await playStored(asked, key, log, run).catch(() => log.finish('failed', CONNECTION_LOST))
  return log
}

async function liveRun(asked: RunSettings, run: Capabilities['run'], begun: (log: RunLog) => void): Promise<RunLog> {
  const log = new RunLog('live', drawPace)
  begun(log)
  await run(asked, log).catch(() => log.finish('failed', CONNECTION_LOST))
  return log
}

/** Plays the recording. Without one it calls `run` all the same, which then reports that there is no recording. */
async function playStored(asked: RunSettings, key: string, log: RunLog, run: Capabilities['run']): Promise<void> {
  const { strategy, specimen } = asked
  const ndjson = await (specimen === undefined ? recordedExperiment(key) : recordingOf(strategy, `real-${specimen}`))
  return ndjson ? playRecording(ndjson, log) : run(asked, log)
}
