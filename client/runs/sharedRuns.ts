/** The runs that a class looks at together: the teacher's page makes them, and everybody else's shows them. */
import { useMemo } from 'react'
import type { SharedRun } from '../../protocol/room.ts'
import { lessonAt } from '../class/places.ts'
import { settingsAs } from '../model/claims/settingsAs.ts'
import { RunLog } from '../store/runLog.ts'
import type { RoomLine } from '../transport/roomLine.ts'
import { type Capabilities, uidOf } from './capabilities.ts'
import { drawPace } from './drawPace.ts'
import { useClassPart } from './useClassroom.ts'
import type { Experiment, SharedRuns } from './useExperiments.ts'

/** A run is over after some tens of ms, and its recording is a tenth of the bytes. So seats only watch what takes longer, or is not stored. */
const SEAT_WATCHES_AFTER_MS = 1_500
/** A class of more than MANY does not ask for one recording in the same moment. */
const MANY = 200
const SPREAD_MS = 500

/** The class's runs of this lesson, by their place; undefined where the class looks at something else. */
export function useSharedRuns(slug: string): SharedRuns | undefined {
  const ours = useClassPart((here) => {
    const { moment, shared } = here?.view.state ?? {}
    return moment && lessonAt(moment.path)?.slug === slug && shared && shared.length > 0 ? shared : undefined
  })
  const seat = useClassPart((here) => here?.as === 'student')
  const many = useClassPart((here) => (here?.view.count?.here ?? 0) > MANY)
  return useMemo(() => ours && { runs: ours, watchAfterMs: seat ? SEAT_WATCHES_AFTER_MS : 0, spreadMs: seat && many ? SPREAD_MS : 0 }, [ours, seat, many])
}

/**
 * Runs the experiments one after another and tells the class of each: the id to watch it by, then its recording. Where nothing can be
 * run, everybody plays the recordings that the page has.
 */
export async function runForClass(experiments: readonly Experiment[], capabilities: Capabilities, line: RoomLine): Promise<void> {
  const shared: SharedRun[] = experiments.map((_, column) => ({ column, watch: null, recording: null }))
  const { check, reach, run } = capabilities
  if (reach.is !== 'open') return line.act({ of: 'share', shared })
  const uid = uidOf(check)
  for (const [at, { run: asked, as }] of experiments.entries()) {
    const settings = asked.specimen === undefined ? settingsAs(asked, as, uid) : asked
    const log = new RunLog('live', drawPace)
    const tell = (part: Partial<SharedRun>): void => {
      shared[at] = { column: at, watch: null, recording: null, ...shared[at], ...part }
      line.act({ of: 'share', shared: shared.slice(0, at + 1) })
    }
    // A parent that this server has not: its recording is played.
    if (!settings) tell({})
    else {
      const unread = log.follow(() => {
        if (log.watch !== null && shared[at]?.watch === null) tell({ watch: log.watch })
      })
      await run(settings, log)
      unread()
      tell(log.status === 'ended' ? { watch: log.watch, recording: log.recording } : { watch: null })
    }
  }
}
