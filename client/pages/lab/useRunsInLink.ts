/** Keeps the link at the runs that the Lab shows: it names those that are stored. */
import { useEffect, useRef } from 'react'
import type { RunSettings } from '../../../protocol/runSettings.ts'
import { labState } from '../../model/labLink.ts'
import { nextFrame } from '../../runs/nextFrame.ts'
import type { StateChange } from '../../runs/usePageState.ts'
import type { LabRun } from './labRunList.ts'
import { storedIds } from './useLabActs.ts'

/** `opened`: the runs that the link named when the page opened. */
export function useRunsInLink(runs: readonly LabRun[], settings: RunSettings, onChange: (part: StateChange) => void, opened: readonly string[]): void {
  const stored = storedIds(runs)
  const word = stored.join(' ')
  const latest = useRef({ settings, stored, onChange })
  latest.current = { settings, stored, onChange }
  const named = useRef(opened.join(' '))
  const coming = runs.length === 0 || runs.some(({ log }) => !log.isOver)
  useEffect(() => {
    if (coming || named.current === word) return
    named.current = word
    // The figures first.
    nextFrame(() => {
      const { settings: now, stored: ids, onChange: change } = latest.current
      change({ columns: labState(now, ids).columns })
    })
  }, [word, coming])
}
