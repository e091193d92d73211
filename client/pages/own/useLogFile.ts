/** A reader's own log. One value says which file it is and how far it is, so that nothing of one file stands under another's name. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Language } from '../../../protocol/language.ts'
import type { ExportFormat } from '../../figures/exportFormats.ts'
import type { LogFigure } from '../../model/import/openedLog.ts'
import { saveFile } from '../../ui/saveFile.ts'
import type { LogAnswer, LogReport, LogRequest } from './logMessages.ts'
import { startLogWorker } from './startLogWorker.ts'
import type { StartPage } from './startPage.ts'

export type LogFile =
  | { is: 'none' }
  | { is: 'reading'; name: string; share: number }
  | { is: 'failed'; name: string; why: 'big' | 'broken' | 'gone' }
  | ({ is: 'empty'; name: string } & LogReport)
  | ({ is: 'open'; name: string; command: readonly string[]; events: number; figure: LogFigure; list: StartPage; busy: boolean } & LogReport)

export interface LogFileActs {
  /** A file that is still fetched counts as being read. Null: it is not there. */
  open: (name: string, file: Blob | Promise<Blob | null>) => void
  /** Ends the reading, or puts the file away. */
  close: () => void
  list: (search: string, from: number) => void
  show: (seq: number) => void
  exportAll: (format: ExportFormat['id'], language: Language) => void
}

export const MAX_LOG_MB = 96
const NONE: LogFile = { is: 'none' }

export function useLogFile(): [LogFile, LogFileActs] {
  const [state, setState] = useState<LogFile>(NONE)
  const worker = useRef<Worker | null>(null)

  const end = useCallback((): void => {
    worker.current?.terminate()
    worker.current = null
  }, [])
  useEffect(() => end, [end])

  const close = useCallback((): void => {
    end()
    setState(NONE)
  }, [end])

  const open = useCallback(
    (name: string, given: Blob | Promise<Blob | null>): void => {
      end()
      const reader = startLogWorker()
      worker.current = reader
      setState({ is: 'reading', name, share: 0 })
      // Answers of a worker that was ended for another file may still be under way.
      const mine = (): boolean => worker.current === reader
      reader.addEventListener('message', ({ data }: MessageEvent<LogAnswer>) => {
        if (!mine()) return
        if (data.is === 'exported') saveFile(data.file, `imported-all.${data.ending}`)
        setState((before) => after(before, name, data))
      })
      const broken = (): void => {
        if (!mine()) return
        end()
        setState({ is: 'failed', name, why: 'broken' })
      }
      reader.addEventListener('error', broken)
      reader.addEventListener('messageerror', broken)
      const fail = (why: 'big' | 'gone'): void => {
        end()
        setState({ is: 'failed', name, why })
      }
      void Promise.resolve(given).then((file) => {
        if (!mine()) return
        if (!file) return fail('gone')
        if (file.size > MAX_LOG_MB * 1024 * 1024) return fail('big')
        reader.postMessage({ do: 'open', file } satisfies LogRequest)
      })
    },
    [end],
  )

  const ask = useCallback((request: LogRequest, wait: boolean): void => {
    worker.current?.postMessage(request)
    if (wait) setState((before) => (before.is === 'open' ? { ...before, busy: true } : before))
  }, [])
  const list = useCallback((search: string, from: number): void => ask({ do: 'list', search, from }, false), [ask])
  const show = useCallback((seq: number): void => ask({ do: 'show', seq }, true), [ask])
  const title = state.is === 'none' ? '' : state.name
  const exportAll = useCallback((format: ExportFormat['id'], language: Language): void => ask({ do: 'export', format, language, title }, true), [ask, title])
  return [state, { open, close, list, show, exportAll }]
}

function after(before: LogFile, name: string, answer: LogAnswer): LogFile {
  switch (answer.is) {
    case 'reading':
      return { ...answer, name }
    case 'empty':
      return { ...answer, name }
    case 'opened':
      return { ...answer, is: 'open', name, busy: false }
    case 'listed':
      return before.is === 'open' ? { ...before, list: answer.list } : before
    case 'shown':
      return before.is === 'open' ? { ...before, figure: answer.figure, busy: false } : before
    case 'exported':
      return before.is === 'open' ? { ...before, busy: false } : before
  }
}
