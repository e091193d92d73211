/** Compiles a program and runs it. One value says how far that is, so that nothing of one program stands under another's text. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Refusal } from '../../../protocol/errors.ts'
import type { Diagnostic, OwnProgram } from '../../../protocol/own.ts'
import type { RunSettings } from '../../../protocol/settings.ts'
import type { SignalSettings } from '../../../protocol/specimenSignals.ts'
import { type LogFigure, OpenedLog } from '../../model/import/openedLog.ts'
import type { Capabilities } from '../../runs/capabilities.ts'
import { drawPace } from '../../runs/drawPace.ts'
import { useOwnRuns } from '../../runs/useOwnRuns.ts'
import { RunLog } from '../../store/runLog.ts'

export interface CompilerSaid {
  diagnostics: readonly Diagnostic[]
  said: string
  fault: string
}

export type OwnRunState =
  | { is: 'idle' }
  /** `position`: of those that wait for the compiler; 0: it is at work. */
  | { is: 'compiling'; position: number }
  | ({ is: 'wrong' } & CompilerSaid)
  | ({ is: 'running' } & CompilerSaid)
  | { is: 'refused'; refusal: Refusal }
  | ({ is: 'done'; log: OpenedLog; figure: LogFigure; cached: boolean; ms: number } & CompilerSaid)

export function useOwnRun(capabilities: Capabilities) {
  const [state, setState] = useState<OwnRunState>({ is: 'idle' })
  const { run } = useOwnRuns(capabilities)
  const { outside } = capabilities
  const under = useRef<AbortController | null>(null)

  const stop = useCallback((): void => {
    under.current?.abort()
    under.current = null
    setState({ is: 'idle' })
  }, [])
  useEffect(() => () => under.current?.abort(), [])

  const start = useCallback(
    async (program: OwnProgram, args: readonly string[], signals: SignalSettings): Promise<void> => {
      under.current?.abort()
      const mine = new AbortController()
      under.current = mine
      setState({ is: 'compiling', position: 0 })
      let compiled: (CompilerSaid & { key: string; cached: boolean; ms: number }) | undefined
      await outside.compileOwn(
        program,
        (line) => {
          if (line.kind === 'waits') setState({ is: 'compiling', position: line.position })
          else if (line.kind === 'refusal') setState({ is: 'refused', refusal: line })
          else if (line.program === null) setState({ is: 'wrong', diagnostics: line.diagnostics, said: line.said, fault: line.fault })
          else compiled = { ...line, key: line.program }
        },
        mine.signal,
      )
      if (mine.signal.aborted || !compiled) return
      const { key, cached, ms, diagnostics, said, fault } = compiled
      setState({ is: 'running', diagnostics, said, fault })
      const settings: RunSettings = { strategy: 'own', own: { program: key, args: [...args] }, ...signals }
      const log = new RunLog('live', drawPace)
      await run(settings, log)
      if (mine.signal.aborted) return
      if (log.refusal && log.events.length === 0) return setState({ is: 'refused', refusal: log.refusal })
      const opened = new OpenedLog(log.events)
      setState({ is: 'done', log: opened, figure: opened.figure(opened.first), cached, ms, diagnostics, said, fault })
    },
    [outside, run],
  )
  const show = useCallback((seq: number): void => {
    setState((before) => (before.is === 'done' ? { ...before, figure: before.log.figure(before.log.starts.find((start) => start.seq === seq)) } : before))
  }, [])
  return { state, start, stop, show }
}
