/** What the reader can do in the Lab, as functions that stay the same: a part of the page is not drawn anew because another has changed. */
import { useMemo, useRef } from 'react'
import type { RunSettings } from '../../../protocol/runSettings.ts'
import { labState } from '../../model/labLink.ts'
import { MAX_COLUMNS, storedColumn } from '../../model/link.ts'
import type { StateChange } from '../../runs/usePageState.ts'
import type { LabRun } from './labRunList.ts'
import type { LabRuns } from './useLabRuns.ts'

export interface LabActs {
  setSettings: (settings: RunSettings) => void
  reset: () => void
  /** Runs these settings, which become the page's. */
  take: (settings: RunSettings) => LabRun
  /** The same by a button: what comes of it is then on the screen. */
  press: (settings: RunSettings) => void
}

interface ActingOn {
  lab: LabRuns
  onChange: (part: StateChange) => void
  /** A button that runs was pressed. */
  onPress: () => void
}

export function useLabActs({ lab, onChange, onPress }: ActingOn): LabActs {
  const latest = useRef({ onChange, onPress })
  latest.current = { onChange, onPress }
  return useMemo(() => {
    const setSettings = (next: RunSettings): void => latest.current.onChange(labState(next, storedIds(lab.store.shown.runs)))
    // The run first: the server works while the page draws.
    const take = (wanted: RunSettings): LabRun => {
      const run = lab.start(wanted)
      setSettings(wanted)
      return run
    }
    return {
      setSettings,
      reset: () => latest.current.onChange({ columns: storedIds(lab.store.shown.runs).map(storedColumn), settings: {}, at: undefined }),
      take,
      press(wanted) {
        take(wanted)
        latest.current.onPress()
      },
    }
  }, [lab])
}

/** The stored runs among these, as many as a link has room for beside the settings. */
export function storedIds(runs: readonly LabRun[]): string[] {
  return runs.flatMap(({ log }) => log.recording ?? []).slice(0, MAX_COLUMNS - 1)
}
