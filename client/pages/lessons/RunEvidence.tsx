/** What a check found in one run of a lesson; each piece leads into that run. */

import type { Catalog } from '../../../protocol/catalog.ts'
import type { RunCheck } from '../../../protocol/claims.ts'
import type { Judgement } from '../../model/claims/judge.ts'
import type { RunLog } from '../../store/runLog.ts'
import { storyOf } from '../../store/storyOf.ts'
import { Evidence } from '../../views/Evidence/Evidence.tsx'

interface RunEvidenceProps {
  check: RunCheck
  judgement: Extract<Judgement, { judged: true }>
  log: RunLog
  catalog: Catalog | null
  run: number
  /** What the lesson calls the run. */
  of: string
  /** Leads to a run at an event. */
  onShow: (run: number, seq: number) => void
}

export function RunEvidence({ log, catalog, run, onShow, ...rest }: RunEvidenceProps) {
  return <Evidence events={log.events} story={storyOf(log)} signals={catalog?.signals ?? []} onShow={(seq) => onShow(run, seq)} {...rest} />
}
