/** Runs ours and the real program under one setting, live, and compares the two. */
import { useCallback, useState } from 'react'
import type { Refusal } from '../../../protocol/errors.ts'
import type { LikenessRow } from '../../../protocol/likeness.ts'
import type { SpecimenSetting } from '../../../protocol/specimen.ts'
import { knownDifferencesOf, specimenOf } from '../../content/real.ts'
import { likenessOf } from '../../model/likeness/likeness.ts'
import { rowOf } from '../../model/likeness/row.ts'
import { settingsOf } from '../../model/likeness/settingsOf.ts'
import { oursBeside, windowOf } from '../../model/likeness/window.ts'
import type { Capabilities } from '../../runs/capabilities.ts'
import { drawPace } from '../../runs/drawPace.ts'
import { useOwnRuns } from '../../runs/useOwnRuns.ts'
import { RunLog } from '../../store/runLog.ts'

export interface RealRun {
  is: 'idle' | 'running' | 'failed' | 'done'
  /** Why it failed; null if it ran but spawned nothing. */
  refusal: Refusal | null
  row: LikenessRow | null
  real: RunLog | null
}

const IDLE: RealRun = { is: 'idle', refusal: null, row: null, real: null }

export function useRealRun(capabilities: Capabilities): [RealRun, (strategy: string, setting: SpecimenSetting, edition: string) => Promise<void>, () => void] {
  const [state, setState] = useState<RealRun>(IDLE)
  const { run } = useOwnRuns(capabilities)
  const start = useCallback(
    async (strategy: string, setting: SpecimenSetting, edition: string): Promise<void> => {
      const specimen = specimenOf(strategy)
      if (!specimen) return
      const [ours, real] = [new RunLog('live', drawPace), new RunLog('live', drawPace)]
      setState({ ...IDLE, is: 'running' })
      await run({ strategy, edition, ...settingsOf(setting.ours) }, ours)
      // The reader left the page: skip the second run too.
      if (ours.status === 'cancelled') return setState(IDLE)
      await run({ strategy, specimen: setting.name }, real)
      const refused = ours.refusal ?? real.refusal
      const [a, b] = [windowOf(ours.events, oursBeside(specimen.window)), windowOf(real.events, specimen.window)]
      if (refused || !a || !b) return setState({ ...IDLE, is: 'failed', refusal: refused })
      setState({ is: 'done', refusal: null, row: rowOf(setting.name, edition, likenessOf(a, b, knownDifferencesOf(strategy))), real })
    },
    [run],
  )
  return [state, start, useCallback(() => setState(IDLE), [])]
}
