/** Compiles a program and runs it. One value says how far that is, so that nothing of one program stands under another's text. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Refusal } from '../../../protocol/errors.ts'
import type { Diagnostic, OwnLanguage } from '../../../protocol/own.ts'
import { recordedRun } from '../../content/ownTemplates.ts'
import type { HowRun } from '../../model/howRun.ts'
import type { LogFigure, OpenedLog } from '../../model/import/openedLog.ts'
import { argumentsOf, type OwnDraft } from '../../model/ownDraft.ts'
import { type OwnEnd, ownEndOf } from '../../model/ownEnd.ts'
import type { Capabilities } from '../../runs/capabilities.ts'
import { drawPace } from '../../runs/drawPace.ts'
import { ownOutside } from '../../runs/outside/own.ts'
import { useOwnRuns } from '../../runs/useOwnRuns.ts'
import { RunLog } from '../../store/runLog.ts'
import { playRecording } from '../../transport/playRecording.ts'

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
  /** `recording`: its id on the server; null: it is stored nowhere. */
  | ({ is: 'done'; log: OpenedLog; figure: LogFigure; how: HowRun; end: OwnEnd; refusal: Refusal | null; recording: string | null } & CompilerSaid)

const SCRIPTS: ReadonlySet<OwnLanguage> = new Set(['ruby', 'python', 'node'])

const NOTHING_SAID: CompilerSaid = { diagnostics: [], said: '', fault: '' }

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
  const begin = useCallback((): AbortSignal => {
    under.current?.abort()
    under.current = new AbortController()
    return under.current.signal
  }, [])
  const done = useCallback(async (log: RunLog, how: HowRun, said: CompilerSaid, signal: AbortSignal): Promise<void> => {
    if (signal.aborted) return
    if (log.refusal && log.events.length === 0) return setState({ is: 'refused', refusal: log.refusal })
    // Fetched with the first run: whoever writes needs nothing of it.
    const { OpenedLog } = await import('../../model/import/openedLog.ts')
    if (signal.aborted) return
    const opened = new OpenedLog(log.events)
    setState({
      is: 'done',
      log: opened,
      figure: opened.figure(opened.first),
      how,
      end: ownEndOf(log.events),
      refusal: log.refusal,
      recording: log.recording,
      ...said,
    })
  }, [])

  const start = useCallback(
    async (draft: OwnDraft): Promise<void> => {
      const signal = begin()
      const { language, files, stdin, signals, lines } = draft
      setState({ is: 'compiling', position: 0 })
      const script = SCRIPTS.has(language)
      let compiled: (CompilerSaid & { key: string; how: HowRun }) | undefined
      await ownOutside.compile(
        { language, files: [...files] },
        (line) => {
          if (signal.aborted) return
          if (line.kind === 'waits') setState({ is: 'compiling', position: line.position })
          else if (line.kind === 'refusal') setState({ is: 'refused', refusal: line })
          else {
            const { program, diagnostics, said, fault, cached, ms } = line
            if (program === null) setState({ is: 'wrong', diagnostics, said, fault })
            else compiled = { diagnostics, said, fault, key: program, how: cached ? { is: 'cached', script } : { is: 'made', ms, script } }
          }
        },
        signal,
      )
      if (signal.aborted || !compiled) return
      const { key, how, ...said } = compiled
      setState({ is: 'running', ...said })
      const log = new RunLog('live', drawPace)
      const own = { program: key, args: argumentsOf(draft), ...(stdin !== '' && { stdin }), ...(!lines && { lines }) }
      await run({ strategy: 'own', own, ...signals }, log)
      await done(log, how, said, signal)
    },
    [run, begin, done],
  )
  /** Plays the run that is recorded of a template. */
  const play = useCallback(
    async ({ template, language }: OwnDraft): Promise<void> => {
      const signal = begin()
      setState({ is: 'idle' })
      const text = template === null ? undefined : await recordedRun(template, language)
      if (signal.aborted || text === undefined) return
      const log = new RunLog('recorded', drawPace)
      await playRecording(text, log)
      await done(log, { is: 'recorded' }, NOTHING_SAID, signal)
    },
    [begin, done],
  )
  /** Plays a run that the server has stored: of whoever made the link. */
  const playStored = useCallback(
    async (id: string): Promise<void> => {
      const signal = begin()
      setState({ is: 'idle' })
      const log = new RunLog('recorded', drawPace)
      await outside.stored(id, log)
      await done(log, { is: 'recorded' }, NOTHING_SAID, signal)
    },
    [outside, begin, done],
  )
  const show = useCallback((seq: number): void => {
    setState((before) => (before.is === 'done' ? { ...before, figure: before.log.figure(before.log.starts.find((one) => one.seq === seq)) } : before))
  }, [])
  return { state, start, play, playStored, stop, show }
}
