/** A start in a trace that was opened, and its files. Fetched with the first trace. */
import { useMemo } from 'react'
import { Exports } from '../../figures/Exports.tsx'
import { RealFigure } from '../../figures/RealFigure.tsx'
import { useLanguage } from '../../words/language.ts'
import { logOf } from './logFigure.ts'
import type { LogFile, LogFileActs } from './useLogFile.ts'

interface TracedRunProps {
  file: Extract<LogFile, { is: 'open' }>
  title: string
  onExportAll: LogFileActs['exportAll']
}

export function TracedRun({ file, title, onExportAll }: TracedRunProps) {
  const language = useLanguage()
  const { figure } = file
  const log = useMemo(() => logOf(figure), [figure])
  return (
    <>
      <RealFigure key={title} title={title} log={log} keys />
      <Exports
        name={`imported-${figure.start?.pid ?? 'log'}`}
        title={title}
        events={() => log.events}
        whole={{ events: file.events, shown: figure.events.length, busy: file.busy, save: (format) => onExportAll(format, language) }}
      />
    </>
  )
}
